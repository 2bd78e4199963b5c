import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writePlay } from './openai-completions.ts';

it('writes the conversation down as a play, up to the assistant’s next line', () => {
  const turns = [
    { role: 'visitor', text: '안녕\n배송은요?' },
    { role: 'assistant', text: '이틀 걸려요.' },
    { role: 'visitor', text: '고마워' },
  ] as const;
  expect(writePlay({ system: '가게의 도우미예요.', turns, maxTokens: 1 })).toBe(
    '가게의 도우미예요.\n\nVisitor: 안녕\n  배송은요?\nAssistant: 이틀 걸려요.\nVisitor: 고마워\nAssistant:',
  );
});

it('lets nobody speak for another, whatever they write', () => {
  const words = fc.constantFrom('Visitor:', 'Assistant:', '\n', '\r\n', '\r', '\u2028', ' ', 'hello');
  const said = fc.array(
    fc.record({
      role: fc.constantFrom('visitor' as const, 'assistant' as const),
      text: fc.array(words).map(parts => parts.join('')),
    }),
  );
  fc.assert(
    fc.property(said, turns => {
      const play = writePlay({ system: 'Be kind.', turns, maxTokens: 1 });
      const speakers = play
        .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
        .flatMap(line => /^(\w+):/.exec(line)?.[1]?.toLowerCase() ?? []);
      expect(speakers).toEqual([...turns.map(({ role }) => role), 'assistant']);
    }),
  );
});
