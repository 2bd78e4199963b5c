import { expect, it } from 'vitest';
import { createMemoryLedger } from '../adapters/memory-ledger.ts';
import type { TurnEvent } from './turn/converse.ts';
import { botSaying, harness, heardBy, modelSaying, replyTo, run, say, text } from './fakes.ts';
import { createModelBudget } from './limits/model-budget.ts';
import type { LanguageModel, Prompt, Usage } from './ports.ts';
import { tokensOf } from './model/prompt.ts';
import { UpstreamError } from './upstream-error.ts';

/** Noon. */
const NOON = Date.UTC(2026, 10, 21, 12);
const socket = { connectionId: 'here', open: [], at: 0, until: Infinity };

function budgetOf(tokens: number) {
  const ledger = createMemoryLedger(() => NOON);
  return createModelBudget(ledger, { perVisitor: tokens, perSite: tokens, perCall: 1_000 });
}

/** Collects what the model is asked; answers in a word. */
function listening(asked: Prompt[], usage: Usage | null): LanguageModel {
  return {
    name: 'fake',
    async *stream(prompt) {
      asked.push(prompt);
      yield { type: 'text', text: '네' };
      yield { type: 'finish', reason: 'complete', usage };
    },
  };
}

it('says kindly that the day’s tokens are spent, and when there are new ones [R42] [P9.2]', async () => {
  const ports = harness({ now: () => NOON, budget: budgetOf(10) });
  await ports.turns.connect('c1', socket);
  const { id } = await say(ports, 'c1');
  await run(ports, id);
  expect(heardBy(ports, 'here')).toEqual([
    { type: 'failure', code: 'budget-exhausted', messageId: id, retryAfterMs: 12 * 3_600_000 },
  ]);
  expect((await ports.history.find('c1', id))?.message.failure).toBe('budget-exhausted');
});

it('lets Lex answer what it knows when no tokens are left [R42] [P9.2]', async () => {
  const ports = harness({ recognizer: botSaying([text('안녕하세요!')]), budget: budgetOf(0) });
  const { id } = await say(ports, 'c1');
  await run(ports, id);
  expect(await replyTo(ports, id)).toMatchObject({ text: '안녕하세요!' });
});

it('reserves what the prompt and the longest answer take, and settles for what they did take [R42]', async () => {
  const asked: Prompt[] = [];
  const reserved: number[] = [];
  const settled: (Usage | null)[] = [];
  const budget = {
    reserve: async (_: string, tokens: number) => {
      reserved.push(tokens);
      return { settle: async (usage: Usage | null) => void settled.push(usage) };
    },
  };
  const usage = { input: 70, output: 3 };
  const ports = harness({ model: listening(asked, usage), budget, maxTokens: 500 });
  await run(ports, (await say(ports, 'c1')).id);
  expect(asked).toMatchObject([{ maxTokens: 500 }]);
  expect(reserved).toEqual([tokensOf(asked[0]!) + 500]);
  expect(settled).toEqual([usage]);
});

it('keeps the reply when its reservation cannot be settled', async () => {
  const events: TurnEvent[] = [];
  const settle = async () => {
    throw new UpstreamError('dynamodb', { cause: 'down' });
  };
  const ports = harness({ budget: { reserve: async () => ({ settle }) }, report: event => void events.push(event) });
  const { id } = await say(ports, 'c1');
  await run(ports, id);
  expect(await replyTo(ports, id)).toMatchObject({ reason: 'complete' });
  expect(events.map(({ event }) => event)).toEqual(['routed', 'settling-failed', 'turn-finished']);
});

it('lets a reservation stand whose answer broke off', async () => {
  const budget = budgetOf(2_000);
  const ports = harness({ budget, model: modelSaying('반쯤', new Error('cut')), maxTokens: 1_500 });
  await run(ports, (await say(ports, 'c1')).id);
  expect(await budget.reserve('v1', 1_500)).toBe('exhausted');
});

it('gives back what was reserved for a model that refused, for nothing was bought [R42]', async () => {
  const refusing = (isFree: boolean): LanguageModel => ({
    name: 'fake',
    // eslint-disable-next-line require-yield
    async *stream() {
      throw new UpstreamError('model', { cause: 'refused', isFree });
    },
  });
  const budget = budgetOf(2_000);
  const ask = async (isFree: boolean) => {
    const ports = harness({ budget, model: refusing(isFree), maxTokens: 1_500 });
    await run(ports, (await say(ports, 'c1')).id);
  };
  for (let i = 0; i < 5; i++) await ask(true);
  expect(await budget.reserve('v2', 2_000)).not.toBe('exhausted');
});

it('tells how each turn went: who answered, how long it took, what it cost [R42]', async () => {
  const events: TurnEvent[] = [];
  let clock = NOON;
  const ports = harness({
    now: () => clock,
    report: event => void events.push(event),
    recognizer: {
      speaks: () => true,
      async recognize() {
        clock += 40;
        throw new UpstreamError('lex', { cause: 'down' });
      },
    },
  });
  const { id } = await say(ports, 'c1');
  clock += 5;
  await run(ports, id);
  expect(events.at(-1)).toEqual({
    event: 'turn-finished',
    messageId: id,
    answeredBy: 'model',
    reason: 'complete',
    waitedMs: 5,
    firstShownMs: 40,
    wholeMs: 40,
    usage: { input: 10, output: 20 },
  });
});
