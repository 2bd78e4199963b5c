import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isModestJson } from './json.ts';
import { ATTRIBUTES_MAX_BYTES, FRAME_MAX_BYTES, JSON_MAX_DEPTH, JSON_MAX_KEYS, TEXT_MAX_LENGTH } from './limits.ts';
import { newMessageId, replyIdOf } from './message-id.ts';
import { parseClientMessage } from './parse-client-message.ts';

const ID = '0198c0de-0000-7000-8000-000000000001';
const read = (message: object) => parseClientMessage(JSON.stringify(message));
const send = (given: object) => read({ type: 'message-send', messageId: ID, text: '안녕', ...given });

it('never throws, whatever arrives [P1.4]', () => {
  const type = fc.constantFrom('message-send', 'reply-stop', 'conversation-resume', 'ping', 'toString');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), frame => void parseClientMessage(frame)));
  fc.assert(fc.property(fc.json(), frame => void parseClientMessage(frame)));
  fc.assert(
    fc.property(
      type,
      fc.object({ key: fc.constantFrom('messageId', 'text', 'open', 'after', 'attributes', '__proto__') }),
      (named, rest) => void read({ ...rest, type: named }),
    ),
  );
  expect(parseClientMessage('['.repeat(FRAME_MAX_BYTES)).ok).toBe(false);
});

it('takes one JSON object a frame [P1.1]', () => {
  for (const frame of ['', 'ping', '"ping"', '[]', 'null', '{"type":"ping"}{"type":"ping"}']) {
    expect(parseClientMessage(frame)).toMatchObject({ ok: false, code: 'invalid-message' });
  }
  expect(parseClientMessage(' {"type": "ping"}\n').ok).toBe(true);
});

it('[R39] builds nothing of JSON that nests too deep or names too much [P1.7]', () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}[]${'}'.repeat(depth - 1)}`;
  const wide = (names: number) => `{${Array.from({ length: names }, (_, i) => `"k${i}":[":","{"]`).join()}}`;
  const within = [nested(JSON_MAX_DEPTH), wide(JSON_MAX_KEYS), `{"s":${JSON.stringify('{["\\":'.repeat(90))}}`];
  for (const frame of within)
    expect(parseClientMessage(frame)).toMatchObject({ detail: expect.stringMatching('^type') as string });
  const beyond = [
    nested(JSON_MAX_DEPTH + 1),
    wide(JSON_MAX_KEYS + 1),
    '['.repeat(20_000),
    `[[${wide(JSON_MAX_KEYS + 1)}]]`,
  ];
  for (const frame of beyond)
    expect(parseClientMessage(frame)).toMatchObject({ detail: expect.stringMatching('^JSON') as string });
});

it('takes for modest just what is, whatever stands in its strings', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
      expect(isModestJson(JSON.stringify(value), depthOf(value), 1_000)).toBe(true);
      if (depthOf(value) > 0) expect(isModestJson(JSON.stringify(value), depthOf(value) - 1, 1_000)).toBe(false);
    }),
  );
});

it('takes the word of whoever hides what they say, and no other [P3.11]', () => {
  expect(send({ obfuscated: true })).toMatchObject({ ok: true, value: { obfuscated: true } });
  for (const obfuscated of [false, 1, 'true', null, {}])
    expect(send({ obfuscated })).toMatchObject({ ok: false, code: 'invalid-message', messageId: ID });
});

it('passes the name of a model on, and over what is none [P3.12]', () => {
  expect(send({ model: 'fast-2' })).toMatchObject({ ok: true, value: { model: 'fast-2' } });
  for (const model of ['', 'openai:gpt-5', 'Fast', 'a'.repeat(33), '__proto__', 'fast\n', 5, null, {}, ['fast']])
    expect(send({ model })).toEqual(send({}));
});

it('drops fields it does not know, so that nothing unvetted travels on [P1.3]', () => {
  expect(send({ role: 'system', modelId: 'dear' })).toEqual({
    ok: true,
    value: { type: 'message-send', messageId: ID, text: '안녕' },
  });
});

it('refuses a frame over the limit [P1.2]', () => {
  expect(send({ padding: 'x'.repeat(FRAME_MAX_BYTES) })).toMatchObject({ ok: false, code: 'too-large' });
  expect(send({ padding: '가'.repeat(FRAME_MAX_BYTES / 3) })).toMatchObject({ ok: false, code: 'too-large' });
});

describe('message-send', () => {
  it('is refused without text to answer [P3.1]', () => {
    for (const text of ['', ' \n\t ', 7, null, undefined, ['a']])
      expect(send({ text })).toMatchObject({ ok: false, code: 'invalid-message' });
  });

  it('is refused over the length, and the refusal names the message [P3.2]', () => {
    expect(send({ text: 'x'.repeat(TEXT_MAX_LENGTH) }).ok).toBe(true);
    expect(send({ text: 'x'.repeat(TEXT_MAX_LENGTH + 1) })).toMatchObject({
      ok: false,
      code: 'text-too-long',
      messageId: ID,
    });
  });

  it('is refused with half a character in it [P3.1]', () => {
    expect(send({ text: 'a\ud83d' })).toMatchObject({ ok: false, code: 'invalid-message', messageId: ID });
    expect(send({ text: 'a\ud83d\ude00' }).ok).toBe(true);
  });

  it('is refused under an id that is no UUIDv7 or could be a reply’s [P2.1] [P2.2]', () => {
    for (const messageId of [
      replyIdOf(ID),
      ID.toUpperCase(),
      ID.replace('-7', '-4'),
      '../x',
      '',
      1,
      { $gt: '' },
      undefined,
    ]) {
      expect(send({ messageId })).toMatchObject({ ok: false, code: 'invalid-message' });
    }
  });

  it('hands on attributes that map strings to strings [P3.3]', () => {
    expect(send({ attributes: { page: '/delivery' } })).toMatchObject({
      ok: true,
      value: { attributes: { page: '/delivery' } },
    });
    for (const attributes of [
      [],
      'a',
      { 'lex-chat:visitor': 'x' },
      { a: 1 },
      { a: null },
      { a: {} },
      { '': 'x' },
      { a: '\udc00' },
    ]) {
      expect(send({ attributes })).toMatchObject({ ok: false, code: 'invalid-message' });
    }
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v']));
    expect(send({ attributes: many })).toMatchObject({ ok: false, code: 'invalid-message' });
    expect(send({ attributes: { a: 'x'.repeat(ATTRIBUTES_MAX_BYTES) } })).toMatchObject({
      ok: false,
      code: 'too-large',
      messageId: ID,
    });
  });

  it.each(['__proto__', 'constructor'])(
    'is refused with an attribute named %s, and no prototype is touched [P1.4]',
    name => {
      const frame = `{"type":"message-send","messageId":"${ID}","text":"a","attributes":{"${name}":"x"}}`;
      expect(parseClientMessage(frame)).toMatchObject({ ok: false, code: 'invalid-message', messageId: ID });
      expect(({} as { x?: unknown }).x).toBeUndefined();
    },
  );
});

describe('conversation-resume', () => {
  const open = [{ replyId: replyIdOf(ID), attempt: 1, length: 12 }];

  it('names what the receiver has [P6.1]', () => {
    expect(read({ type: 'conversation-resume', after: null, open: [] }).ok).toBe(true);
    expect(read({ type: 'conversation-resume', after: replyIdOf(ID), open })).toEqual({
      ok: true,
      value: { type: 'conversation-resume', after: replyIdOf(ID), open },
    });
  });

  it('is refused when it names anything else [P6.1]', () => {
    for (const bad of [
      { after: 'x' },
      { after: 3 },
      { open: {} },
      { open: [{}] },
      { open: [{ ...open[0], length: -1 }] },
      { open: Array.from({ length: 21 }, () => open[0]) },
    ]) {
      expect(read({ type: 'conversation-resume', after: null, open: [], ...bad }).ok).toBe(false);
    }
  });
});

it('takes reply-stop for a reply only [P5.6]', () => {
  expect(read({ type: 'reply-stop', replyId: replyIdOf(ID) }).ok).toBe(true);
  expect(read({ type: 'reply-stop', replyId: ID }).ok).toBe(false);
});

it('refuses a type it does not know, without knowing prototypes either [P1.3]', () => {
  for (const type of ['entry', 'constructor', '__proto__', 1, null, undefined])
    expect(read({ type })).toMatchObject({ ok: false, code: 'invalid-message' });
  expect(read({ type: 'ping' })).toEqual({ ok: true, value: { type: 'ping' } });
});

it.each(['', 'Translate', 'a b', 'x'.repeat(33), 5, null])('refuses the mode %j, which is no name [P3.10]', mode => {
  const messageId = newMessageId();
  const frame = JSON.stringify({ type: 'message-send', messageId, text: 'a', mode });
  expect(parseClientMessage(frame)).toMatchObject({ ok: false, code: 'invalid-message', messageId });
});
