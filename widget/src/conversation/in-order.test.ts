import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLazyPart } from '../base/lazy-part.ts';
import { createInOrder } from './in-order.ts';

interface Heard {
  readonly nth: number;
  readonly needs: boolean;
}

/** Passes on what is heard, to code whose coming or failing a test decides. */
function listen() {
  const passed: Heard[] = [];
  const asked: { readonly come: () => void; readonly fail: () => void }[] = [];
  const code = createLazyPart(
    () =>
      new Promise<true>((resolve, reject) =>
        asked.push({ come: () => resolve(true), fail: () => reject(new Error()) }),
      ),
    () => order.goOn(),
  );
  const order = createInOrder<Heard>(
    code,
    ({ needs }) => needs,
    heard => {
      if (heard.needs) expect(code.state).toBe('loaded');
      passed.push(heard);
    },
  );
  return { passed, asked, code, order };
}

const stream = fc
  .array(fc.boolean(), { maxLength: 12 })
  .map(needs => needs.map((needed, nth): Heard => ({ nth, needs: needed })));

it('passes on everything in its order, however late the code comes', async () => {
  await fc.assert(
    fc.asyncProperty(stream, fc.nat(12), async (all, late) => {
      const { passed, asked, code, order } = listen();
      const first = all.findIndex(({ needs }) => needs);
      for (const heard of all) {
        if (first >= 0 && heard.nth === first + 1 + late) {
          asked[0]!.come();
          await code.load();
        }
        order.hear(heard);
        if (first >= 0 && heard.nth >= first && code.state === 'loading') expect(passed).toEqual(all.slice(0, first));
      }
      expect(asked).toHaveLength(first < 0 ? 0 : 1);
      asked[0]?.come();
      if (first >= 0) await code.load();
      expect(passed).toEqual(all);
    }),
  );
});

it('leaves out what needs the code where that cannot be had, and asks for it no more by itself', async () => {
  await fc.assert(
    fc.asyncProperty(stream, stream, async (before, after) => {
      const { passed, asked, code, order } = listen();
      const first: Heard = { nth: -1, needs: true };
      for (const heard of [first, ...before]) order.hear(heard);
      asked[0]!.fail();
      await expect(code.load()).rejects.toThrow();
      const without = before.filter(({ needs }) => !needs);
      expect(passed).toEqual(without);
      for (const heard of after) order.hear(heard);
      expect(passed).toEqual([...without, ...after.filter(({ needs }) => !needs)]);
      expect(asked).toHaveLength(1);

      const again = code.load();
      order.hear(first);
      for (const heard of after) order.hear(heard);
      asked[1]!.come();
      await again;
      expect(passed.slice(-1 - after.length)).toEqual([first, ...after]);
    }),
  );
});

it('passes on nothing that will be told again', async () => {
  const { passed, asked, code, order } = listen();
  order.hear({ nth: 0, needs: true });
  order.drop();
  order.hear({ nth: 1, needs: true });
  asked[0]!.come();
  await code.load();
  expect(passed).toEqual([{ nth: 1, needs: true }]);
});
