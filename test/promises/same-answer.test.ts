import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { beforeAll, expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor, type Visitor } from '../stack/visitor.ts';
import { ifAlone, measured, percentile, times } from './measured.ts';
import { openVictims, type Victim } from './victims.ts';

// Alone on its stack: what is timed is not to wait for anybody.
const running = useStack();
let victims: readonly Victim[];
let other: Visitor;

beforeAll(async () => {
  victims = await openVictims(running);
  other = await openVisitor(running.stack.url);
});

it('says the same of what is another’s as of what does not exist [R21] [P7.5] [P7.11]', async () => {
  const ask = async (id: string, cursor: string) => {
    const replyId = replyIdOf(id);
    const asked = [
      await other.call('GET', `/history/messages/${id}`),
      await other.call('GET', `/history?before=${cursor}`),
      await other.call('POST', '/feedback', { replyId, rating: 'up' }),
      await other.call('POST', '/chat/stop', { replyId }),
    ];
    const told = asked.map(async response => [
      response.status,
      response.headers.get('content-type'),
      (await response.text()).replace(/"requestId":"[^"]+"/, ''),
    ]);
    return Promise.all(told);
  };
  for (const { messageId, cursor } of victims)
    expect(await ask(messageId, cursor)).toEqual(await ask(newMessageId(), 'OTk'));
});

it('takes as long to say so [R21]', { timeout: 600_000 }, async ({ task }) => {
  // A machine that is busy with something else for a while makes a difference that is none of ours: one that is is there every time.
  const rounds: number[] = [];
  do rounds.push(await difference(times(1_000, 1_000, 300)));
  while (rounds.at(-1)! > LIMIT && rounds.length < 3);
  measured(task).atMost('difference of the medians', LIMIT, Math.min(...rounds), '%');
});

/** In percent. */
const LIMIT = ifAlone(10);

/** By how much the medians of so many calls each are apart, in percent. The calls take turns. */
async function difference(calls: number): Promise<number> {
  const taken: Record<'theirs' | 'nobodys', number[]> = { theirs: [], nobodys: [] };
  for (let i = 0; i < calls; i++) {
    const pair = [
      ['theirs', victims[(i >> 1) % 2]!.messageId],
      ['nobodys', newMessageId()],
    ] as const;
    for (const [whose, id] of i % 2 ? pair : pair.toReversed()) {
      const start = performance.now();
      await (await other.call('GET', `/history/messages/${id}`)).text();
      taken[whose].push(performance.now() - start);
    }
  }
  const [theirs, nobodys] = [percentile(taken.theirs, 0.5), percentile(taken.nobodys, 0.5)];
  return (Math.abs(theirs - nobodys) / nobodys) * 100;
}
