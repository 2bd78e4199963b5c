import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isModelName, modelFeature, offeredModels } from './offered-models.ts';

const model = fc
  .tuple(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,31}$/), fc.string({ minLength: 1 }))
  .map(([name, label]) => ({ name, label }));

it('offers models by name and label, whatever the label is, in their order', () => {
  fc.assert(
    fc.property(fc.array(model), models => {
      expect(offeredModels(['stop', ...models.map(modelFeature), 'mode:translate'])).toEqual(models);
    }),
  );
});

it('passes over what is no offer, and never throws', () => {
  expect(
    offeredModels(['model:', 'model:fast', 'model:fast:', 'model:Fast:빠른 답변', 'model::x', 'models:a:b']),
  ).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.string()), features => {
      for (const { name } of offeredModels(features)) expect(isModelName(name)).toBe(true);
    }),
  );
});
