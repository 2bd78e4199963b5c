import { newMessageId, replyIdOf, type ClientMessage } from '@lex-chat/protocol';
import { beforeAll, expect, it } from 'vitest';
import { siteOf } from './site.ts';
import { useStack } from './stack.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const running = useStack();
const site = siteOf(() => running.stack);

/** What only the victim ever said or was told. */
const SECRET = '호랑이';

interface Victim {
  readonly visitor: Visitor;
  readonly messageId: string;
  readonly cursor: string;
}

let victims: readonly Victim[];
let attacker: Visitor;

beforeAll(async () => {
  const { url } = running.stack;
  attacker = await openVisitor(url);
  victims = await Promise.all(
    [openVisitor(url), site.signIn('victim')].map(async opening => {
      const visitor = await opening;
      const { messageId } = await visitor.ask(`제 비밀은 ${SECRET}예요`);
      await visitor.ask('안녕');
      const { before } = await visitor.history('?limit=2');
      return { visitor, messageId, cursor: before! };
    }),
  );
});

/** Names of the victim's that an attacker might know or guess. */
const namesOf = ({ visitor: { session }, messageId, cursor }: Victim): readonly string[] => [
  session.conversationId,
  messageId,
  replyIdOf(messageId),
  cursor,
  `message#${messageId}`,
  `${session.conversationId}/${messageId}`,
  `../${session.conversationId}`,
  `..%2f${session.conversationId}`,
  `${session.conversationId}\u0000`,
  messageId.toUpperCase(),
  ` ${messageId}`,
  `${messageId}%00`,
];

const PLACES = ['conversationId', 'conversation', 'visitorId', 'visitor', 'sub', 'session', 'after', 'id', 'messageId'];
const HEADERS = ['x-conversation-id', 'x-visitor-id', 'x-session', 'x-forwarded-user', 'cookie'];

/** Every route, with a name of the victim's in every place that a route might look at. */
function* attempts(
  victim: Victim,
): Generator<readonly [string, string, (object | undefined)?, Record<string, string>?]> {
  const { messageId, visitor } = victim;
  const replyId = replyIdOf(messageId);
  for (const name of namesOf(victim)) {
    const encoded = encodeURIComponent(name);
    yield ['GET', `/history?before=${encoded}`];
    yield ['GET', `/history/messages/${encoded}`];
    yield ['POST', '/feedback', { replyId: name, rating: 'down', comment: 'mine now' }];
    yield ['POST', '/chat/stop', { replyId: name }];
    for (const place of PLACES) {
      yield ['GET', `/history?${place}=${encoded}`];
      yield ['GET', `/history/export?${place}=${encoded}`];
      yield ['GET', `/history/messages/${messageId}?${place}=${encoded}`];
      yield ['POST', '/sessions', { [place]: name }];
      yield ['POST', '/feedback', { replyId, rating: 'down', [place]: name }];
      yield ['POST', '/chat/stop', { replyId, [place]: name }];
    }
    for (const header of HEADERS) {
      const value = { [header]: encoded };
      yield ['GET', '/history', undefined, value];
      yield ['GET', '/history/export', undefined, value];
      yield ['GET', `/history/messages/${messageId}`, undefined, value];
    }
  }
  for (const place of PLACES) {
    yield ['DELETE', `/history?${place}=${visitor.session.conversationId}`];
    yield ['POST', '/chat', { text: '안녕', [place]: visitor.session.conversationId }];
  }
  yield ['POST', '/sessions', { visitorToken: visitor.session.token }];
  yield ['POST', '/sessions', { visitorToken: visitor.session.token, keep: true }];
}

it('shows and does nothing of another’s over any route [R20] [P8.2]', { timeout: 240_000 }, async () => {
  const before = await Promise.all(victims.map(stateOf));
  const all = victims.flatMap(victim => [...attempts(victim)]);
  expect(all.length).toBeGreaterThan(1_500);
  await inParallel(all, async ([method, path, body, headers = {}]) => {
    const response = await fetch(`${running.stack.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${attacker.session.token}`, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const said = await response.text();
    const victimsIds = victims.map(({ visitor }) => visitor.session.conversationId);
    expect(response.status, `${method} ${path}`).toBeLessThan(500);
    for (const secret of [SECRET, ...victimsIds]) expect(said, `${method} ${path}`).not.toContain(secret);
  });
  expect(await Promise.all(victims.map(stateOf))).toEqual(before);
});

it('shows and does nothing of another’s over the socket [R20] [P8.2]', { timeout: 120_000 }, async () => {
  const before = await Promise.all(victims.map(stateOf));
  const listening = await Promise.all(victims.map(({ visitor }) => visitor.connect()));
  const socket = await attacker.connect();
  let sent = 0;
  for (const victim of victims) {
    const { messageId } = victim;
    const open = [{ replyId: replyIdOf(messageId), attempt: 1, length: 0 }];
    const frames: readonly ClientMessage[] = [
      { type: 'conversation-resume', after: messageId, open },
      { type: 'conversation-resume', after: replyIdOf(messageId), open },
      { type: 'conversation-resume', after: null, open },
      { type: 'reply-stop', replyId: replyIdOf(messageId) },
      { type: 'message-send', messageId, text: 'mine now' },
    ];
    for (const frame of frames)
      for (const place of PLACES.filter(place => !(place in frame)))
        for (const name of namesOf(victim)) {
          socket.say(JSON.stringify({ ...frame, [place]: name }));
          sent++;
          // The gateway allows so many frames of a socket at once.
          if (sent % 20 === 0) {
            const pongs = socket.heard.filter(({ type }) => type === 'pong').length;
            socket.say({ type: 'ping' });
            await expect
              .poll(() => socket.heard.filter(({ type }) => type === 'pong').length, { timeout: 20_000 })
              .toBeGreaterThan(pongs);
          }
        }
  }
  expect(sent).toBeGreaterThan(900);
  await expect
    .poll(async () => running.stack.functions.processes().every(({ state }) => state === 'frozen'), { timeout: 60_000 })
    .toBe(true);
  const heard = JSON.stringify(socket.heard);
  expect(heard).not.toContain(SECRET);
  for (const { visitor } of victims) expect(heard).not.toContain(visitor.session.conversationId);
  for (const { heard: overheard } of listening) expect(overheard).toEqual([]);
  expect(await Promise.all(victims.map(stateOf))).toEqual(before);
  for (const each of [socket, ...listening]) each.close();
});

it('says the same of what is another’s as of what does not exist [R21] [P7.5] [P7.11]', async () => {
  const { messageId } = victims[0]!;
  const other = await openVisitor(running.stack.url);
  const ask = async (id: string) => {
    const replyId = replyIdOf(id);
    const asked = [
      await other.call('GET', `/history/messages/${id}`),
      await other.call('POST', '/feedback', { replyId, rating: 'up' }),
      await other.call('POST', '/chat/stop', { replyId }),
    ];
    const told = asked.map(async response => [
      response.status,
      response.headers.get('content-type'),
      (await response.text()).replace(/"requestId":"[^"]+"/, ''),
    ]);
    return Promise.all(told);
  };
  expect(await ask(messageId)).toEqual(await ask(newMessageId()));
});

it('takes as long to say so [R21]', { timeout: 120_000 }, async () => {
  const other = await openVisitor(running.stack.url);
  const times: Record<'theirs' | 'nobodys', number[]> = { theirs: [], nobodys: [] };
  for (let i = 0; i < 500; i++) {
    const pair = [
      ['theirs', victims[(i >> 1) % 2]!.messageId],
      ['nobodys', newMessageId()],
    ] as const;
    for (const [whose, id] of i % 2 ? pair : pair.toReversed()) {
      const start = performance.now();
      await (await other.call('GET', `/history/messages/${id}`)).text();
      times[whose].push(performance.now() - start);
    }
  }
  const [theirs, nobodys] = [median(times.theirs), median(times.nobodys)];
  expect(Math.abs(theirs - nobodys) / nobodys).toBeLessThan(0.1);
});

/** All that a victim has, as they see it. */
async function stateOf({ visitor }: Victim) {
  const { entries } = await visitor.history('?limit=100');
  return { entries, session: visitor.session.conversationId };
}

async function inParallel<T>(items: readonly T[], step: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const item of left) await step(item);
    }),
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
