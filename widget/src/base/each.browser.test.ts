import * as fc from 'fast-check';
import { html, render } from 'lit/html.js';
import { expect } from '../../test/browser-fixture.ts';
import { byId, each } from './each.ts';

describe('a list by id', () => {
  const value = fc.record({ id: fc.nat(9), text: fc.constantFrom('가', '나') });
  const lists = fc.array(fc.uniqueArray(value, { selector: ({ id }) => id, maxLength: 8 }), {
    minLength: 2,
    maxLength: 6,
  });

  it('shows what it is given, in elements that stay with their ids', () => {
    fc.assert(
      fc.property(lists, given => {
        const place = document.createElement('div');
        let before = new Map<number, Element>();
        for (const values of given) {
          render(
            html`<i></i>${each(values, ({ id, text }) => html`<p id=${id}>${text}</p>`, undefined, byId)}<b></b>`,
            place,
          );
          const shown = [...place.querySelectorAll('p')];
          expect(shown.map(({ id, textContent }) => id + textContent)).to.deep.equal(
            values.map(({ id, text }) => String(id) + text),
          );
          for (const element of shown) {
            const known = before.get(Number(element.id));
            if (known) expect(element).to.equal(known);
          }
          before = new Map(shown.map(element => [Number(element.id), element]));
        }
      }),
    );
  });

  it('moves nothing that stands where it stood, and looks only at what has changed', () => {
    const place = document.createElement('div');
    const shown: number[] = [];
    const show = (values: readonly { id: number }[], context?: unknown) => {
      const list = each(
        values,
        ({ id }) => {
          shown.push(id);
          return html`<p>${id}</p>`;
        },
        context,
        byId,
      );
      render(html`${list}`, place);
    };
    const [one, two, three] = [{ id: 1 }, { id: 2 }, { id: 3 }];
    show([two, three]);
    const moved: Node[] = [];
    const observer = new MutationObserver(() => undefined);
    observer.observe(place, { childList: true });
    show([one, two, three]);
    for (const { removedNodes } of observer.takeRecords()) moved.push(...removedNodes);
    expect(moved).to.deep.equal([]);
    expect(shown).to.deep.equal([2, 3, 1]);
    show([one, two, three], 'another');
    expect(shown).to.deep.equal([2, 3, 1, 1, 2, 3]);
  });
});
