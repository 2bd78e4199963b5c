import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BODY_MAX_BYTES } from './limits.ts';
import { newMessageId, replyIdOf } from './message-id.ts';
import { parseHistoryPage } from './parse-history-page.ts';
import {
  parseChatRequest,
  parseFeedbackRequest,
  parsePageLimit,
  parseSessionRequest,
  parseStopRequest,
} from './parse-rest.ts';
import { parseSession } from './parse-session.ts';
import type { Session } from './rest.ts';

it('never throws, whatever arrives [P1.4]', () => {
  const parsers = [parseChatRequest, parseFeedbackRequest, parseSessionRequest, parseStopRequest, parsePageLimit];
  fc.assert(fc.property(fc.string({ unit: 'binary' }), body => parsers.forEach(parse => void parse(body))));
  fc.assert(fc.property(fc.json(), body => parsers.forEach(parse => void parse(body))));
  fc.assert(
    fc.property(fc.jsonValue(), body => {
      parseSession(body);
      parseHistoryPage(body);
    }),
  );
});

it('takes a message with nothing but text [P7.2]', () => {
  expect(parseChatRequest('{"text":"안녕"}')).toEqual({ ok: true, value: { text: '안녕' } });
  expect(parseChatRequest('{"text":"안녕","language":"ko"}')).toMatchObject({ value: { language: 'ko' } });
});

it('holds a message to the same rules as the socket does [P7.2]', () => {
  expect(parseChatRequest('{"text":""}')).toMatchObject({ ok: false, code: 'invalid-message' });
  expect(parseChatRequest('{"text":"a","messageId":"1"}')).toMatchObject({ ok: false, code: 'invalid-message' });
  expect(parseChatRequest(JSON.stringify({ text: 'a'.repeat(5000) }))).toMatchObject({
    ok: false,
    code: 'text-too-long',
  });
  expect(parseChatRequest('{"text":"a","open":{"replyId":"x"}}')).toMatchObject({ ok: false });
  expect(parseChatRequest(`{"text":"a","x":"${'y'.repeat(BODY_MAX_BYTES)}"}`)).toMatchObject({
    ok: false,
    code: 'too-large',
  });
});

it('opens a session for no body at all, and refuses a language that is none [P7.1]', () => {
  expect(parseSessionRequest('')).toEqual({ ok: true, value: {} });
  expect(parseSessionRequest('{"language":"ko-KR"}')).toEqual({ ok: true, value: { language: 'ko-KR' } });
  for (const language of ['../..', 'null', 'undefined', 'ko_KR', '', 'x'.repeat(300)]) {
    expect(parseSessionRequest(JSON.stringify({ language })), language).toMatchObject({ ok: false });
  }
  expect(parseSessionRequest('[]')).toMatchObject({ ok: false });
});

it('takes a bot by a name that an operator may give one [P8.9]', () => {
  for (const [parse, rest] of [
    [parseSessionRequest, {}],
    [parseChatRequest, { text: '안녕' }],
  ] as const) {
    const asking = (bot: unknown) => parse(JSON.stringify({ ...rest, bot }));
    for (const bot of ['banking', 'hello-world', 'Bot_2', 'x'.repeat(40)])
      expect(asking(bot)).toEqual({ ok: true, value: { ...rest, bot } });
    for (const bot of ['', 'a b', 'a.b', '은행', '../x', 'x'.repeat(41), 7, null, {}, ['banking']])
      expect(asking(bot), JSON.stringify(bot)).toMatchObject({ ok: false, code: 'invalid-message' });
  }
});

it('takes a site’s word for who a visitor is, in either form [P8.3]', () => {
  const pair = { visitorId: '민수', hmac: 'a'.repeat(64), expiresAt: 1 };
  const parse = (body: object) => parseSessionRequest(JSON.stringify(body));
  expect(parse({ visitorToken: 'a.b.c', language: 'ko' })).toEqual({
    ok: true,
    value: { visitorToken: 'a.b.c', language: 'ko' },
  });
  expect(parse({ visitorToken: { ...pair, name: 'x' }, keep: true })).toEqual({
    ok: true,
    value: { visitorToken: pair, keep: true },
  });
  const refused: readonly unknown[] = [
    ...['', 'a.b', 'a.b.c.d', 'a.b.c d', `a.b.${'c'.repeat(4_096)}`, 7, null, [], {}],
    ...['', 'x'.repeat(257), 'a\nb', 'a\u0000', '\ud800', 7].map(visitorId => ({ ...pair, visitorId })),
    ...['', 'A'.repeat(64), 'a'.repeat(63), 7].map(hmac => ({ ...pair, hmac })),
    ...['1', -1, 1.5, null].map(expiresAt => ({ ...pair, expiresAt })),
  ];
  for (const visitorToken of refused)
    expect(parse({ visitorToken }), String(visitorToken)).toMatchObject({ ok: false, code: 'visitor-refused' });
});

it('moves nothing without a proof of the site [P8.5]', () => {
  expect(parseSessionRequest('{"keep":true}')).toMatchObject({ ok: false, code: 'invalid-message' });
  expect(parseSessionRequest('{"keep":"yes","visitorToken":"a.b.c"}')).toMatchObject({ ok: false });
  expect(parseSessionRequest('{"keep":false}')).toEqual({ ok: true, value: {} });
});

it('takes an opinion of a reply, with or without words [P7.11]', () => {
  const replyId = replyIdOf(newMessageId());
  const parse = (body: object) => parseFeedbackRequest(JSON.stringify({ replyId, rating: 'up', ...body }));
  expect(parse({})).toEqual({ ok: true, value: { replyId, rating: 'up' } });
  expect(parse({ rating: 'down', comment: '늦어요' })).toMatchObject({ value: { rating: 'down', comment: '늦어요' } });
  expect(parse({ comment: 'x'.repeat(1_001) })).toMatchObject({ ok: false, code: 'text-too-long' });
  for (const wrong of [{ replyId: 'x' }, { rating: 'great' }, { rating: 1 }, { comment: 7 }, { comment: '\ud800' }])
    expect(parse(wrong)).toMatchObject({ ok: false, code: 'invalid-message' });
});

it('takes page limits from 1 to 100 [P7.4]', () => {
  expect(parsePageLimit(undefined)).toEqual({ ok: true, value: 50 });
  expect(parsePageLimit('100')).toEqual({ ok: true, value: 100 });
  for (const limit of ['0', '101', '-1', '1e2', ' 5', '5.0', 'x', '']) expect(parsePageLimit(limit).ok).toBe(false);
});

it('stops replies, not messages [P5.6]', () => {
  const id = newMessageId();
  expect(parseStopRequest(JSON.stringify({ replyId: replyIdOf(id) })).ok).toBe(true);
  expect(parseStopRequest(JSON.stringify({ replyId: id })).ok).toBe(false);
});

it('reads a session back, and nothing that is less than one [P7.1]', () => {
  const session: Session = {
    token: 't',
    expiresAt: 1,
    conversationId: 'c',
    visitor: { kind: 'guest' },
    socketUrl: 'wss://x/socket',
    limits: { textMaxLength: 4096 },
    features: ['stop'],
    locale: 'ko_KR',
  };
  expect(parseSession(session)).toEqual(session);
  for (const visitor of [{ kind: 'signed', name: '민수' }, { kind: 'signed' }])
    expect(parseSession({ ...session, visitor })).toMatchObject({ visitor });
  expect(parseSession({ ...session, visitor: { kind: 'robot' } })).toMatchObject({ visitor: { kind: 'guest' } });
  for (const key of ['token', 'expiresAt', 'conversationId', 'socketUrl', 'limits', 'locale'])
    expect(parseSession({ ...session, [key]: null })).toBeUndefined();
});

it('reads a page, and leaves out what it does not know [P7.4]', () => {
  const message = { role: 'visitor', id: newMessageId(), text: 'a', at: 1, failure: null };
  expect(parseHistoryPage({ entries: [message, { role: 'robot' }], before: '' })).toEqual({
    entries: [message],
    before: null,
  });
  expect(parseHistoryPage({ entries: 'x' })).toBeUndefined();
});
