import { expect, it } from 'vitest';
import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { useStack } from '../stack/stack.ts';
import { openVisitor } from '../stack/visitor.ts';
import { keysTouched } from './keys-touched.ts';
import { measured } from './measured.ts';

const running = useStack();

/** What means something to a database, a shell, a template or a parser, and here means itself. */
const TEXTS = [
  'NUL \u0000 within',
  'lines \u2028\u2029\r\n',
  'escapes \\u0000 \\ud800 %00 %2e%2e',
  '__proto__ constructor prototype toString',
  '{"$ne":null}',
  '{"S":"x"} :id #item attribute_exists(conversationId)',
  'message#head/../revocation',
  "'; DROP TABLE conversations; --",
  '${7*7} {{7*7}} <%= 7*7 %> #{7*7} $(id) `id`',
  '<script>alert(1)</script>',
  '\ufeffmark \ufffe\uffff end',
  '\u202eright to left\u202c',
  '😀 🇰🇷 각 e\u0301',
];

/** Names that an object may have by itself, or an expression of DynamoDB reads. */
const ATTRIBUTES = {
  prototype: 'a',
  toString: 'b',
  valueOf: 'c',
  hasOwnProperty: 'd',
  then: 'e',
  toJSON: 'f',
  $ne: 'g',
  'a.b[0]': 'h',
  '#item': 'i',
  ':id': 'j',
  conversationId: 'k',
  place: 'l',
  NULL: 'm',
  S: 'n',
  '\u0000': '\u0000',
  '../..': 'o',
};

it(
  'takes text and attributes by the letter, and touches no key but the visitor’s own [R40]',
  { timeout: 120_000 },
  async ({ task }) => {
    const { stack } = running;
    const rest = await openVisitor(stack.url);
    const other = await openVisitor(stack.url);
    const socket = await other.connect();
    stack.model.direct({ answer: () => '네.', pieces: 10 });
    const touched = keysTouched(stack);
    const asked: string[] = [];
    const leave = stack.lex.overhear(({ path, body }) => {
      if (path.endsWith('/text')) asked.push(body);
    });
    for (const text of TEXTS) {
      const answered = rest.ask(text, { attributes: ATTRIBUTES });
      const messageId = newMessageId();
      socket.say({ type: 'message-send', messageId, text, attributes: ATTRIBUTES });
      await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
      await answered;
    }
    leave();
    touched.stop();
    socket.close();

    for (const visitor of [rest, other]) {
      const { entries } = await visitor.history('?limit=100');
      expect(entries.filter(({ role }) => role === 'visitor').map(({ text }) => text)).toEqual(TEXTS);
    }
    for (const body of asked) {
      const { sessionState } = JSON.parse(body) as { sessionState: { sessionAttributes: Record<string, string> } };
      expect(sessionState.sessionAttributes).toMatchObject(ATTRIBUTES);
    }
    expect(asked).toHaveLength(2 * TEXTS.length);
    const own = [rest, other].map(({ session }) => session.conversationId);
    const stray = touched.keys.filter(({ table, partition }) => table === 'conversations' && !own.includes(partition));
    expect(touched.keys.length).toBeGreaterThan(50);
    measured(task).is('keys outside of the visitors’ partitions', 0, stray.length);
  },
);
