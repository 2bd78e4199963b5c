import { expect, it } from 'vitest';
import { costOfTurn, type TurnCost } from '../../promises/cost-of-turn.ts';
import { question } from '../../promises/faulty-stack.ts';
import { useStack } from '../../stack/stack.ts';
import { openVisitor } from '../../stack/visitor.ts';
import { note } from '../benchmark.ts';

const [TOKENS, TOKENS_A_SECOND] = [300, 50];
const PIECE = 2;

// Alone on its stack: nobody else's reads and writes are counted.
const running = useStack({ pace: { firstTokenMs: 50, tokensPerSecond: TOKENS_A_SECOND } });

const SHOWN: Readonly<Record<keyof TurnCost, string>> = {
  writes: 'writes to the tables',
  reads: 'reads of the tables',
  posts: 'posts to the socket',
  bytes: 'bytes in those posts',
};

it('a turn, counted by the stand-ins', async ({ task }) => {
  const { stack } = running;
  const answer = '답변'.repeat(TOKENS);
  const socket = await (await openVisitor(stack.url)).connect();
  const lex = await costOfTurn(stack, socket, '안녕');
  // Then nothing is left of Lex's dialogue.
  for (const text of ['민수', '응']) await costOfTurn(stack, socket, text);
  stack.model.direct({ answer: () => answer, pieces: PIECE });
  const model = await costOfTurn(stack, socket, question(''));
  stack.model.direct(null);
  socket.close();
  expect(model.bytes).toBeGreaterThan(Buffer.byteLength(answer));
  for (const [name, what] of Object.entries(SHOWN)) {
    const counted = name as keyof TurnCost;
    note(task, {
      area: 'service',
      what: `${what} for a turn`,
      unit: '',
      of: {
        'that Lex answers': [lex[counted]],
        [`that the model answers, ${TOKENS} tokens at ${TOKENS_A_SECOND} a second`]: [model[counted]],
      },
    });
  }
});
