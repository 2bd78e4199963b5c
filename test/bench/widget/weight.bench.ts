import { expect, it } from 'vitest';
import budget from '../../../widget/budget.json' with { type: 'json' };
import { measureSizes, ONE_ANSWER, sumOf } from '../../sizes/measure-sizes.ts';
import { atMost, note } from '../benchmark.ts';
import { usePeers } from './peers.ts';

const peers = usePeers();

it('what a page loads', async ({ task }) => {
  const sizes = measureSizes();
  const kB = (bytes: number) => [bytes / 1_000];
  const others = Object.fromEntries(
    await Promise.all(peers.names.map(async name => [name, kB(await peers.weight(name))] as const)),
  );
  const [closed, answered] = [sumOf(sizes, ['loader', 'door']), sumOf(sizes, ONE_ANSWER)];
  expect(closed).toBeGreaterThan(0);
  note(task, {
    area: 'widget',
    what: 'transferred before the chat is opened (brotli)',
    unit: 'kB',
    of: { 'lex-chat': kB(closed), ...others },
    target: atMost(budget.beforeOpening, closed, `${budget.beforeOpening / 1_000} kB`),
  });
  note(task, {
    area: 'widget',
    what: 'transferred for one answer with Markdown (brotli)',
    unit: 'kB',
    of: { 'lex-chat': kB(answered), ...others },
    target: atMost(budget.oneAnswer, answered, `${budget.oneAnswer / 1_000} kB`),
  });
});
