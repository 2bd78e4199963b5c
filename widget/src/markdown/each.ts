import { noChange, type ChildPart } from 'lit/html.js';
import { directive, Directive, type DirectiveResult } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js';

/**
 * Shows `values` one after the other, each by `show`. A value that is the same object as at its place before is not
 * looked at again, so that of a long list only what has changed is rendered; all are when `context` has changed.
 */
export function each<Value>(
  values: readonly Value[],
  show: (value: Value) => unknown,
  context?: unknown,
): DirectiveResult {
  return eachUnknown(values, value => show(value as Value), context);
}

type EachArguments = [values: readonly unknown[], show: (value: unknown) => unknown, context: unknown];

class Each extends Directive {
  #parts: ChildPart[] = [];
  #shown: readonly unknown[] = [];
  #context: unknown;

  override render(...[values, show]: EachArguments): unknown {
    return values.map(show);
  }

  override update(parent: ChildPart, [values, show, context]: EachArguments): unknown {
    const isKept = context === this.#context;
    values.forEach((value, index) => {
      if (isKept && index < this.#shown.length && this.#shown[index] === value) return;
      setChildPartValue((this.#parts[index] ??= insertPart(parent)), show(value));
    });
    for (const part of this.#parts.splice(values.length)) removePart(part);
    this.#shown = values;
    this.#context = context;
    return noChange;
  }
}

const eachUnknown = directive(Each);
