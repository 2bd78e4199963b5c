import { noChange, type ChildPart } from 'lit/html.js';
import { directive, Directive, type DirectiveResult } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js';

/** Something that is the same for as long as its `id` is. */
interface Identified {
  readonly id: string | number;
}

/**
 * Shows `values` one after the other, each by `show`, in elements that stay with their id wherever others come and go. One
 * that is the same object as the last time is not looked at again, unless `context` has changed.
 */
export function eachById<Value extends Identified>(
  values: readonly Value[],
  show: (value: Value) => unknown,
  context?: unknown,
): DirectiveResult {
  return eachIdentified(values, value => show(value as Value), context);
}

type EachArguments = [values: readonly Identified[], show: (value: Identified) => unknown, context: unknown];

interface Item {
  readonly id: string | number;
  readonly part: ChildPart;
  value: Identified | undefined;
}

class EachById extends Directive {
  #items: readonly Item[] = [];
  #context: unknown;

  override render(...[values, show]: EachArguments): unknown {
    return values.map(show);
  }

  override update(parent: ChildPart, [values, show, context]: EachArguments): unknown {
    const ids = new Set(values.map(({ id }) => id));
    const old = this.#items.filter(({ id, part }) => ids.has(id) || removePart(part));
    const known = new Map(old.map(item => [item.id, item]));
    let next = 0;
    this.#items = values.map(value => {
      const before = old[next]?.part;
      const item = known.get(value.id) ?? {
        id: value.id,
        part: insertPart(parent, before),
        value: undefined,
      };
      if (item === old[next]) {
        next += 1;
      } else if (known.has(value.id)) {
        // It stood further down: those that it passes are not touched.
        old.splice(old.indexOf(item), 1);
        insertPart(parent, before, item.part);
      }
      if (item.value !== value || context !== this.#context) setChildPartValue(item.part, show(value));
      item.value = value;
      return item;
    });
    this.#context = context;
    return noChange;
  }
}

const eachIdentified = directive(EachById);
