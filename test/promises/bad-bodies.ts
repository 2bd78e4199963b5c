import { newMessageId, replyIdOf } from '@lex-chat/protocol';

/** Ids that are none, with what cuts, climbs or is read by something: for wherever an id may stand. */
export const BAD_IDS: readonly unknown[] = [
  '',
  ' ',
  'x',
  '..',
  '../..',
  '..%2f..',
  '/etc/passwd',
  'head',
  'revocation',
  'message#head',
  `message#${newMessageId()}`,
  `${newMessageId()}#x`,
  `${newMessageId()}/x`,
  `${newMessageId()}%00`,
  `${newMessageId()}\u0000`,
  `${newMessageId()}\n`,
  ` ${newMessageId()}`,
  newMessageId().toUpperCase(),
  newMessageId().replace(/-7(?=...-....-)/, '-4'),
  `${newMessageId()}.reply.reply`,
  '\ud800',
  '__proto__',
  'constructor',
  'x'.repeat(10_000),
  0,
  -1,
  1e308,
  true,
  null,
  [],
  {},
  [newMessageId()],
  { $ne: null },
  { $gt: '' },
  { S: newMessageId() },
  { toString: 'x' },
];

const BAD_TEXTS: readonly unknown[] = [
  undefined,
  '',
  ' \n\t\u00a0\u3000',
  'x'.repeat(4_097),
  '😀'.repeat(2_049),
  'lone \ud800',
  '\udc00 lone',
  null,
  1,
  true,
  ['a'],
  { $ne: '' },
  { text: 'a' },
];

const BAD_ATTRIBUTES: readonly unknown[] = [
  null,
  'a',
  1,
  [],
  [['a', 'b']],
  { a: 1 },
  { a: null },
  { a: {} },
  { a: ['b'] },
  { a: { $ne: null } },
  { '': 'a' },
  { constructor: 'a' },
  { 'lex-chat:visitor': 'a' },
  { a: '\ud800' },
  { '\ud800': 'a' },
  { a: 'x'.repeat(2_050) },
  Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`a${i}`, 'b'])),
  JSON.parse('{"__proto__":"a"}'),
  JSON.parse('{"__proto__":{"polluted":"yes"}}'),
];

const BAD_OPEN: readonly unknown[] = [
  null,
  1,
  'a',
  [],
  {},
  { replyId: 'x', attempt: 1, length: 0 },
  ...[-1, 0.5, 1e300, '1', null].map(attempt => ({ replyId: replyIdOf(newMessageId()), attempt, length: 0 })),
];

/** What is no JSON object, in whatever route's body or frame. */
export const NO_OBJECTS: readonly string[] = [
  '{',
  '}',
  '[]',
  '[{}]',
  'null',
  'true',
  '0',
  '"text"',
  '{"text":',
  "{'text':'a'}",
  '{"text":"a",}',
  '{"text":"a"}}',
  '{"text":"a"} {"text":"b"}',
  '{"text":NaN}',
  '{"text":"\\x41"}',
  '\ufeff{"text":"a"}',
  '\u0000',
  '{"text":"a\u0000"}',
  'text=a&messageId=b',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
  '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\na\r\n--x--',
  '['.repeat(20_000),
  '{"a":'.repeat(10_000),
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
];

/** Messages that no transport takes. */
export function badMessages(): readonly object[] {
  const text = '안녕';
  const messageId = newMessageId();
  return [
    ...BAD_TEXTS.map(bad => ({ messageId, text: bad })),
    ...BAD_IDS.map(bad => ({ messageId: bad, text })),
    ...BAD_ATTRIBUTES.map(bad => ({ messageId, text, attributes: bad })),
  ];
}

/** Bodies that a route is to refuse, by the route. */
export function badBodies(): readonly (readonly [path: string, body: object])[] {
  const on = (path: string, bodies: readonly object[]) => bodies.map(body => [path, body] as const);
  const replyId = replyIdOf(newMessageId());
  return [
    ...on('/chat', badMessages()),
    ...on(
      '/chat',
      BAD_OPEN.map(open => ({ text: '안녕', open })),
    ),
    ...on(
      '/chat/stop',
      BAD_IDS.map(bad => ({ replyId: bad })),
    ),
    ...on(
      '/feedback',
      BAD_IDS.map(bad => ({ replyId: bad, rating: 'up' })),
    ),
    ...on(
      '/feedback',
      ['UP', '', null, 1, [], { $ne: 'up' }, '__proto__'].map(rating => ({ replyId, rating })),
    ),
    ...on(
      '/feedback',
      ['x'.repeat(1_001), '\ud800', null, 1, {}, []].map(comment => ({ replyId, rating: 'up', comment })),
    ),
    ...on(
      '/sessions',
      ['', 'ko_KR', '../..', 'x'.repeat(300), 1, null, [], {}, ['ko'], { $ne: 'ko' }].map(language => ({ language })),
    ),
    ...on(
      '/sessions',
      [
        '',
        'a.b',
        '....',
        'x'.repeat(5_000),
        1,
        null,
        [],
        {},
        { visitorId: 'a' },
        { visitorId: {}, hmac: [], expiresAt: 'x' },
      ]
        .concat(BAD_IDS.slice(0, 4) as string[])
        .map(visitorToken => ({ visitorToken })),
    ),
    ...on(
      '/sessions',
      [true, 'yes', 1, null, {}].map(keep => ({ keep })),
    ),
  ];
}

/** Frames that the socket is to refuse, each a JSON object. */
export function badFrames(): readonly object[] {
  return [
    ...badMessages().map(message => ({ type: 'message-send', ...message })),
    ...BAD_IDS.map(replyId => ({ type: 'reply-stop', replyId })),
    ...BAD_IDS.filter(bad => bad !== null).map(after => ({ type: 'conversation-resume', after, open: [] })),
    ...BAD_OPEN.map(open => ({ type: 'conversation-resume', after: null, open: [open] })),
    ...[null, 1, {}, 'a', undefined].map(open => ({ type: 'conversation-resume', after: null, open })),
    { type: 'conversation-resume', after: null, open: Array.from({ length: 21 }, () => ({})) },
    ...[undefined, null, 1, '', 'entry', 'PING', '__proto__', 'constructor', 'toString', [], {}, ['ping']].map(
      type => ({ type }),
    ),
  ];
}
