import { noChange, type ChildPart } from 'lit/html.js';
import { directive, Directive, type DirectiveResult } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js';

type Id = string | number;

/** By which a value that stood elsewhere is known again. */
export const byId = ({ id }: { readonly id: Id }): Id => id;

const byPlace = (_value: unknown, index: number): Id => index;

type EachArguments<Value> = [
  values: readonly Value[],
  show: (value: Value) => unknown,
  context?: unknown,
  idOf?: (value: Value, index: number) => Id,
];

interface Item {
  readonly id: Id;
  readonly part: ChildPart;
  value: unknown;
}

class Each extends Directive {
  #items: readonly Item[] = [];
  #context: unknown;

  override render(...[values, show]: EachArguments<unknown>): unknown {
    return values.map(show);
  }

  override update(parent: ChildPart, [values, show, context, idOf = byPlace]: EachArguments<unknown>): unknown {
    const ids = new Set(values.map(idOf));
    const old = this.#items.filter(({ id, part }) => ids.has(id) || removePart(part));
    const known = new Map(old.map(item => [item.id, item]));
    let next = 0;
    this.#items = values.map((value, index) => {
      const id = idOf(value, index);
      const before = old[next]?.part;
      const item: Item = known.get(id) ?? { id, part: insertPart(parent, before), value: undefined };
      if (item === old[next]) {
        next += 1;
      } else if (known.has(id)) {
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

/**
 * Shows `values`, none of them undefined, one after the other, each by `show`, in elements that stay with what `idOf` names: a
 * place, or what moves. One that is the same object as the last time is not looked at again, unless `context` has changed.
 */
export const each = directive(Each) as <Value>(...given: EachArguments<Value>) => DirectiveResult;
