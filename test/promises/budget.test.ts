import { newMessageId, replyIdOf, type ServerMessage } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { UNHURRIED, useStack, type RunningStack } from '../stack/stack.ts';
import { openVisitor, problem, type VisitorSocket } from '../stack/visitor.ts';
import { measured, times } from './measured.ts';

/** What no intent knows. */
const QUESTION = '배송은 얼마나 걸리나요? 제주도도 되나요?';
const pace = { firstTokenMs: 20, tokensPerSecond: 1_000 };

const spentAt = ({ stack }: RunningStack) =>
  stack.model.requests.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);

describe('with a day’s budget for the site', () => {
  const SITE = times(8_000, 100_000, 4_000);
  const running = useStack({ pace, limits: { ...UNHURRIED, SITE_TOKENS_PER_DAY: String(SITE) } });

  it(
    '[R42] spends no more than the site’s budget on ten attackers at once, and goes on with Lex [P9.2]',
    { timeout: times(120_000, 900_000) },
    async ({ task }) => {
      const { url, model } = running.stack;
      const refusals = await Promise.all(
        Array.from({ length: 10 }, async () => {
          const attacker = await openVisitor(url);
          for (;;) {
            const answer = await attacker.call('POST', '/chat', { text: QUESTION });
            if (answer.status !== 200) return problem(answer);
          }
        }),
      );
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'budget-exhausted', status: 429 });
      const visitor = await openVisitor(url);
      const socket = await visitor.connect();
      const ask = async (text: string) => {
        const messageId = newMessageId();
        socket.say({ type: 'message-send', messageId, text });
        const end = socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
        return Promise.race([end, socket.hear('failure', failure => failure.messageId === messageId)]);
      };
      // A short conversation may find room for one more.
      let told = await ask(QUESTION);
      while (told.type === 'reply-end') told = await ask(QUESTION);
      expect(told.code).toBe('budget-exhausted');
      expect(told.retryAfterMs).toBeLessThanOrEqual(86_400_000);
      expect(await ask('안녕')).toMatchObject({ type: 'reply-end', reason: 'complete' });
      const { entries } = await visitor.history();
      expect(entries.at(-1)).toMatchObject({ role: 'assistant', source: { kind: 'intent' } });
      socket.close();

      measured(task).atMost('tokens spent, counted by the model', SITE, spentAt(running), 'tokens');
      measured(task).is('calls without a token cap', 0, model.requests.filter(({ maxTokens }) => !maxTokens).length);
      // It was the budget that ended it: for the last of them, no further call fitted.
      measured(task).atLeast('tokens spent, counted by the model', SITE / 2, spentAt(running), 'tokens');
    },
  );
});

describe('with a day’s budget for each visitor', () => {
  const VISITOR = 4_000;
  const running = useStack({ pace, limits: { ...UNHURRIED, VISITOR_TOKENS_PER_DAY: String(VISITOR) } });

  it('[R42] spends no more than a visitor’s budget on one, and leaves the others theirs', async ({ task }) => {
    const { url } = running.stack;
    const greedy = await openVisitor(url);
    let status = 200;
    while (status === 200) ({ status } = await greedy.call('POST', '/chat', { text: QUESTION }));
    measured(task).atMost('tokens of one visitor', VISITOR, spentAt(running), 'tokens');
    expect(await (await openVisitor(url)).ask(QUESTION)).toMatchObject({ source: { kind: 'model' } });
  });
});

describe('with the limits of a deployment that sets none', () => {
  const running = useStack({ pace, limits: {} });

  it(
    '[R42] makes no more than sixty model calls for three hundred messages at once',
    { timeout: 120_000 },
    async ({ task }) => {
      const { url, model } = running.stack;
      const sockets: VisitorSocket[] = [];
      // Of as many in the very same moment one may come too early for the limit of sessions, by a millisecond.
      for (let i = 0; i < 10; i++) sockets.push(await (await openVisitor(url)).connect());
      const isOutcome = ({ type }: ServerMessage) => type === 'reply-end' || type === 'failure';
      for (let i = 0; i < 30; i++)
        for (const socket of sockets) socket.say({ type: 'message-send', messageId: newMessageId(), text: QUESTION });
      await expect
        .poll(() => sockets.reduce((sum, { heard }) => sum + heard.filter(isOutcome).length, 0), { timeout: 90_000 })
        .toBe(300);
      measured(task).atMost('model calls', 60, model.requests.length);
      measured(task).atLeast('model calls', 10, model.requests.length);
      for (const socket of sockets) socket.close();
    },
  );
});

describe('with a long conversation', () => {
  const running = useStack({ pace });

  it('[R42] gives the model no more of it than its newest three thousand tokens', async ({ task }) => {
    const visitor = await openVisitor(running.stack.url);
    const long = `${QUESTION} `.repeat(38).trim();
    for (let i = 0; i < 8; i++) await visitor.ask(long);
    const asked = running.stack.model.requests.map(({ inputTokens }) => inputTokens);
    expect(asked).toHaveLength(8);
    measured(task).atMost('tokens of one prompt, instructions included', 3_500, Math.max(...asked), 'tokens');
    expect(asked.at(-1)).toBeLessThan(asked.at(0)! * 5);
  });
});
