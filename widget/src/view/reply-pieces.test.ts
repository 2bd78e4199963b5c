import type { Part, ResponseCard } from '@lex-chat/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replyPieces } from './reply-pieces.ts';

const card: ResponseCard = { kind: 'card', title: '지점', subtitle: null, imageUrl: null, buttons: [] };

it('shows each message of a reply by itself, without the blank line between them', () => {
  expect(replyPieces('반가워요, 민지 님.\n\n또 오세요!', [{ kind: 'break', offset: 13 }])).toEqual([
    { kind: 'text', text: '반가워요, 민지 님.' },
    { kind: 'text', text: '또 오세요!' },
  ]);
});

it('keeps a card below the message it came with', () => {
  const parts: readonly Part[] = [card, { kind: 'break', offset: 6 }];
  expect(replyPieces('골라 주세요', parts).map(piece => piece.kind)).toEqual(['text', 'card']);
  expect(replyPieces('먼저\n\n\n나중', parts).map(piece => piece.kind)).toEqual(['text', 'card', 'text'].slice(0, 3));
});

it('leaves a place for the payload of a bot, below the message it came with', () => {
  const payload: Part = { kind: 'payload', content: '{}' };
  expect(replyPieces('먼저', [{ kind: 'elicit', intent: 'Pay', slot: null }, payload])).toEqual([
    { kind: 'text', text: '먼저' },
    { kind: 'payload', index: 1 },
  ]);
});

it('shows a card that has no text', () => {
  expect(replyPieces('', [card])).toEqual([{ kind: 'card', card }]);
});

it('loses no letter and repeats none, wherever the breaks are', () => {
  const offsets = fc.array(fc.nat(60), { maxLength: 5 });
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), offsets, (text, places) => {
      const pieces = replyPieces(
        text,
        places.map(offset => ({ kind: 'break', offset })),
      );
      const shown = pieces.map(piece => (piece.kind === 'text' ? piece.text : '')).join('');
      expect(shown.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});
