import { expect, it } from 'vitest';
import { understanding } from '../fakes.ts';
import { routeTurn } from './routing.ts';

const policy = { minimumConfidence: 0.6 };
const messages = [{ kind: 'text', text: '안녕하세요' }] as const;

it('lets an intent answer that is sure enough', () => {
  expect(routeTurn(understanding({ messages, confidence: 0.6 }), policy)).toMatchObject({ to: 'intent' });
  expect(routeTurn(understanding({ messages, confidence: 0.59 }), policy)).toEqual({ to: 'model', because: 'unsure' });
});

it('leaves the turn to Lex while it waits for a slot or a yes, however unsure it is', () => {
  const elicits = { intent: 'Hello', slot: 'Name' };
  expect(routeTurn(understanding({ messages, confidence: 0.1, elicits }), policy)).toMatchObject({ to: 'intent' });
  expect(routeTurn(understanding({ messages, isFallback: true, elicits }), policy)).toMatchObject({ to: 'intent' });
});

it('asks the model when Lex falls back, has nothing to say, cannot be asked or is down', () => {
  expect(routeTurn(understanding({ messages, isFallback: true }), policy)).toEqual({
    to: 'model',
    because: 'fallback',
  });
  expect(routeTurn(understanding({}), policy)).toEqual({ to: 'model', because: 'nothing-to-say' });
  expect(routeTurn('not-asked', policy)).toEqual({ to: 'model', because: 'not-asked' });
  expect(routeTurn('unavailable', policy)).toEqual({ to: 'model', because: 'unavailable' });
});
