import { replyIdOf, type ClientMessage } from '@lex-chat/protocol';
import { beforeAll, expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor, type Visitor } from '../stack/visitor.ts';
import { inParallel, spreadOver } from './in-parallel.ts';
import { keysTouched } from './keys-touched.ts';
import { measured, times } from './measured.ts';
import { atRest, namesOf, openVictims, SECRET, stateOf, type Victim } from './victims.ts';

const running = useStack();
let victims: readonly Victim[];
let attacker: Visitor;

beforeAll(async () => {
  victims = await openVictims(running);
  attacker = await openVisitor(running.stack.url);
});

const GUESSES = times(0, 60);
const PLACES = ['conversationId', 'conversation', 'visitorId', 'visitor', 'sub', 'session', 'after', 'id', 'messageId'];
const HEADERS = ['x-conversation-id', 'x-visitor-id', 'x-session', 'x-forwarded-user', 'cookie'];

type Attempt = readonly [string, string, (object | undefined)?, Record<string, string>?];

/** Every route, with a name of the victim's in every place that a route might look at. */
function* attempts(victim: Victim): Generator<Attempt> {
  const { messageId, visitor } = victim;
  const replyId = replyIdOf(messageId);
  for (const name of namesOf(victim, GUESSES)) {
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
  for (const place of PLACES) yield ['DELETE', `/history?${place}=${visitor.session.conversationId}`];
  yield ['POST', '/sessions', { visitorToken: visitor.session.token }];
  yield ['POST', '/sessions', { visitorToken: visitor.session.token, keep: true }];
}

/** Few, for each asks the bot. */
function* messages({ messageId, visitor }: Victim): Generator<Attempt> {
  const open = { replyId: replyIdOf(messageId), attempt: 1, length: 0 };
  const events = { accept: 'text/event-stream' };
  for (const place of PLACES)
    yield ['POST', '/chat', { text: '안녕', messageId, [place]: visitor.session.conversationId, open }, events];
  yield ['POST', '/chat', { text: '안녕', messageId, open }];
}

it('shows and does nothing of another’s over any route [R20] [P8.2]', { timeout: 240_000 }, async ({ task }) => {
  const before = await Promise.all(victims.map(stateOf));
  const ids = victims.map(({ visitor }) => visitor.session.conversationId);
  const all = [
    ...spreadOver(
      victims.flatMap(victim => [...attempts(victim)]),
      times(700, 10_000, 200),
    ),
    ...victims.flatMap(victim => [...messages(victim)]),
  ];
  await atRest(running);
  const touched = keysTouched(running.stack);
  const leaks: string[] = [];
  await inParallel(all, async ([method, path, body, headers = {}]) => {
    const response = await fetch(`${running.stack.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${attacker.session.token}`, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const said = await response.text();
    if ([SECRET, ...ids].some(secret => said.includes(secret)) || response.status >= 500)
      leaks.push(`${method} ${path} ${response.status}`);
  });
  await atRest(running);
  touched.stop();
  const theirs = touched.keys.filter(({ partition }) => ids.includes(partition) || partition === '(all)');

  expect(leaks).toEqual([]);
  expect(touched.keys, 'it is heard').toContainEqual(
    expect.objectContaining({ partition: attacker.session.conversationId }),
  );
  expect(theirs).toEqual([]);
  expect(await Promise.all(victims.map(stateOf))).toEqual(before);
  measured(task).atLeast('attempts', times(700, 10_000, 200), all.length);
  measured(task).is('answers that told something', 0, leaks.length);
  measured(task).is('keys of the victims that were looked up', 0, theirs.length);
});

it('shows and does nothing of another’s over the socket [R20] [P8.2]', { timeout: 240_000 }, async ({ task }) => {
  const before = await Promise.all(victims.map(stateOf));
  const ids = victims.map(({ visitor }) => visitor.session.conversationId);
  const listening = await Promise.all(victims.map(({ visitor }) => visitor.connect()));
  const socket = await attacker.connect();
  const all = spreadOver(
    victims.flatMap(victim => [...frames(victim)]),
    times(200, 5_000, 80),
  );
  await atRest(running);
  const touched = keysTouched(running.stack);
  let pongs = 0;
  for (const [i, frame] of all.entries()) {
    socket.say(JSON.stringify(frame));
    // The gateway has room for so many frames at once.
    if (i % 20 !== 19) continue;
    socket.say({ type: 'ping' });
    pongs++;
    await expect.poll(() => socket.heard.filter(({ type }) => type === 'pong').length, { timeout: 20_000 }).toBe(pongs);
  }
  await atRest(running);
  touched.stop();
  const theirs = touched.keys.filter(({ partition }) => ids.includes(partition) || partition === '(all)');
  const heard = JSON.stringify(socket.heard);
  const told = [SECRET, ...ids].filter(secret => heard.includes(secret));
  const overheard = listening.flatMap(({ heard }) => heard);

  expect(theirs).toEqual([]);
  expect(overheard).toEqual([]);
  expect(await Promise.all(victims.map(stateOf))).toEqual(before);
  measured(task).atLeast('frames', times(200, 5_000, 80), all.length);
  measured(task).is('secrets told', 0, told.length);
  measured(task).is('keys of the victims that were looked up', 0, theirs.length);
  for (const each of [socket, ...listening]) each.close();
});

function* frames(victim: Victim): Generator<object> {
  const { messageId } = victim;
  const open = [{ replyId: replyIdOf(messageId), attempt: 1, length: 0 }];
  const whole: readonly ClientMessage[] = [
    { type: 'conversation-resume', after: messageId, open },
    { type: 'conversation-resume', after: replyIdOf(messageId), open },
    { type: 'conversation-resume', after: null, open },
    { type: 'reply-stop', replyId: replyIdOf(messageId) },
    { type: 'message-send', messageId, text: 'mine now' },
  ];
  for (const frame of whole)
    for (const place of PLACES.filter(place => !(place in frame)))
      for (const name of namesOf(victim, GUESSES)) yield { ...frame, [place]: name };
}
