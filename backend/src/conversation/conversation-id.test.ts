import fc from 'fast-check';
import { expect, it } from 'vitest';
import { botOf, conversationWith, sameWith } from './conversation-id.ts';

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
const id = fc.stringMatching(/^[0-9a-f]{32}$/);

it('says with which bot a conversation is, and never the same of two bots', () => {
  fc.assert(
    fc.property(name, name, id, (bot, other, own) => {
      const conversation = conversationWith(bot, own);
      expect(botOf(conversation)).toBe(bot);
      expect(sameWith(other, conversation)).toBe(conversationWith(other, own));
      expect(conversationWith(other, own) === conversation).toBe(other === bot);
    }),
  );
});

it('is a session id that Lex takes', () => {
  fc.assert(
    fc.property(name, id, (bot, own) => {
      expect(conversationWith(bot, own)).toMatch(/^[0-9a-zA-Z._:-]{2,100}$/);
    }),
  );
});

it('says nothing of an id that names no bot', () => {
  expect(botOf('a'.repeat(32))).toBe('');
});
