import { isFailureCode, newMessageId, replyIdOf, SUBPROTOCOL, type Problem } from '@lex-chat/protocol';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { useStack } from '../stack/stack.ts';
import { openVisitor, type Visitor } from '../stack/visitor.ts';
import { BAD_IDS, badBodies, badFrames, NO_OBJECTS } from './bad-bodies.ts';
import { inParallel } from './in-parallel.ts';
import { keysTouched } from './keys-touched.ts';
import { measured, times } from './measured.ts';
import { tellsInsides } from './told-of-insides.ts';

const running = useStack();
let visitor: Visitor;

beforeAll(async () => {
  visitor = await openVisitor(running.stack.url);
});

const POSTS = ['/sessions', '/chat', '/chat/stop', '/feedback'];

/** A few bytes that are no UTF-8, where they may and where they may not stand. */
const NO_UTF8 = [
  Buffer.from([0xff, 0xfe, 0x00]),
  Buffer.from([0xc0, 0xaf]),
  Buffer.concat([Buffer.from('{"text":'), Buffer.from([0xc3])]),
  Buffer.from('{"text":"a"}', 'utf16le'),
];

it(
  'refuses every bad request with a code and its id, and takes the next one [R38] [R40] [P7.7]',
  { timeout: 240_000 },
  async ({ task }) => {
    const bad: readonly (readonly [string, string | Buffer])[] = [
      ...badBodies().map(([path, body]) => [path, JSON.stringify(body)] as const),
      ...POSTS.flatMap(path => [...NO_OBJECTS, ...NO_UTF8].map(body => [path, body] as const)),
    ];
    const touched = keysTouched(running.stack);
    let slowest = 0;
    const wrong: string[] = [];
    await inParallel(bad, async ([path, body]) => {
      const response = await call('POST', path, body);
      const said = await response.text();
      if (response.status < 400 || response.status >= 500 || !isProblem(response, said))
        wrong.push(`${path} ${body.toString().slice(0, 80)}: ${response.status} ${said.slice(0, 200)}`);
      slowest = Math.max(slowest, await timeOfNext());
    });
    touched.stop();
    expect(wrong).toEqual([]);
    expect(strange(touched.keys)).toEqual([]);
    measured(task).atLeast('bad requests', 200, bad.length);
    measured(task).is('not refused, or not as promised', 0, wrong.length);
    measured(task).atMost('slowest good request behind one', 3_000, slowest, 'ms');
  },
);

it('answers whatever stands in an address without a word of its insides [R38] [R40]', async () => {
  const names = BAD_IDS.filter(
    id => typeof id === 'string' && !/[\ud800-\udfff]/.test(id) && id.length < 5_000,
  ) as string[];
  const paths = names.flatMap(name => {
    const encoded = encodeURIComponent(name);
    return [
      `/history/messages/${encoded}`,
      `/history?before=${encoded}`,
      `/history?limit=${encoded}`,
      `/history/export?${encoded}=${encoded}`,
      `/history?${encoded}[$ne]=1&before[]=${encoded}`,
    ];
  });
  const touched = keysTouched(running.stack);
  const wrong: string[] = [];
  await inParallel(
    [...paths, ...['0', '-1', '1e3', '101', '9'.repeat(20), ''].map(limit => `/history?limit=${limit}`)],
    async path => {
      const response = await call('GET', path);
      const said = await response.text();
      const isFine =
        response.status < 400 || (response.status < 500 && (isProblem(response, said) || isPage(response)));
      if (!isFine || tellsInsides(said.replace(/<[^]*>/, '')))
        wrong.push(`${path.slice(0, 80)}: ${response.status} ${said.slice(0, 200)}`);
    },
  );
  touched.stop();
  expect(wrong).toEqual([]);
  expect(strange(touched.keys)).toEqual([]);
});

it('never fails at JSON or bytes that nobody thought of [R38]', { timeout: 600_000 }, async ({ task }) => {
  const name = fc.constantFrom(
    'text',
    'messageId',
    'attributes',
    'open',
    'replyId',
    'rating',
    'comment',
    'language',
    'visitorToken',
    'keep',
    '__proto__',
  );
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(newMessageId(), replyIdOf(newMessageId()), 'up', 'ko'),
  );
  const body = fc.oneof(
    fc.dictionary(name, value, { maxKeys: 5 }).map(object => JSON.stringify(object)),
    fc.json(),
    fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
  );
  const bodies = fc.sample(fc.tuple(fc.constantFrom(...POSTS), body), times(150, 5_000, 60));
  const failed: string[] = [];
  await inParallel(bodies, async ([path, given]) => {
    const response = await call('POST', path, given);
    const said = await response.text();
    if (response.status >= 500 || (response.status >= 400 && !isProblem(response, said)))
      failed.push(`${path} ${given.toString()}: ${response.status} ${said}`);
  });
  expect(failed).toEqual([]);
  measured(task).is('failures of the service', 0, failed.length);
});

it(
  'refuses every bad frame with a failure, keeps the socket, and takes the next one [R38] [R40] [P5.5]',
  { timeout: 240_000 },
  async ({ task }) => {
    const socket = await visitor.connect();
    const frames = [
      ...badFrames().map(frame => JSON.stringify(frame)),
      ...NO_OBJECTS.filter(text => text.length < 28_000),
      ...fc.sample(fc.oneof(fc.json(), fc.string({ unit: 'grapheme' })), times(40, 2_000, 20)),
    ];
    const touched = keysTouched(running.stack);
    const count = (type: string) => socket.heard.filter(heard => heard.type === type).length;
    for (const [i, frame] of frames.entries()) {
      socket.say(frame);
      // The gateway has room for so many at once.
      if (i % 20 === 19 || i === frames.length - 1) {
        socket.say({ type: 'ping' });
        await expect.poll(() => count('failure'), { timeout: 20_000 }).toBe(i + 1);
      }
    }
    touched.stop();
    const failures = socket.heard.filter(message => message.type === 'failure');
    expect(
      failures.filter(({ code }) => !isFailureCode(code) || code === 'internal' || code === 'unavailable'),
    ).toEqual([]);
    expect(socket.heard.filter(message => tellsInsides(JSON.stringify(message)))).toEqual([]);
    expect(touched.keys, 'nothing is looked up for what is no message').toEqual([]);

    const messageId = newMessageId();
    socket.say({ type: 'message-send', messageId, text: '안녕' });
    await socket.hear('reply-end', ({ replyId }) => replyId === replyIdOf(messageId));
    measured(task).atLeast('bad frames', 150, frames.length);
    measured(task).is('failures told', frames.length, failures.length);
    socket.close();
  },
);

it('closes a socket that breaks the protocol with the code that says so, never 1006 or 1011 [R38]', async () => {
  const { socketUrl, token } = visitor.session;
  const closedAfter = (send: (socket: WebSocket) => void) =>
    new Promise<number>(resolve => {
      const socket = new WebSocket(socketUrl, [SUBPROTOCOL, token]);
      socket
        .on('open', () => send(socket))
        .on('close', resolve)
        .on('error', () => {});
    });
  const raw =
    (...bytes: number[]) =>
    (socket: WebSocket) => {
      (socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(Buffer.from(bytes));
    };
  const MASK = [0, 0, 0, 0];
  expect(await closedAfter(socket => socket.send(Buffer.from('{"type":"ping"}'))), 'bytes').toBe(1003);
  expect(await closedAfter(raw(0x81, 0x82, ...MASK, 0xff, 0xfe)), 'no UTF-8').toBe(1007);
  expect(await closedAfter(raw(0x81, 0x02, 0x7b, 0x7d)), 'not masked').toBe(1002);
  expect(await closedAfter(raw(0xc1, 0x80, ...MASK)), 'a reserved bit').toBe(1002);
  expect(await closedAfter(raw(0x83, 0x80, ...MASK)), 'an operation that there is not').toBe(1002);
  expect(await closedAfter(raw(0x80, 0x80, ...MASK)), 'the rest of nothing').toBe(1002);
  expect((await call('GET', '/history')).status).toBe(200);
});

function call(method: string, path: string, body?: string | Buffer): Promise<Response> {
  const headers = { authorization: `Bearer ${visitor.session.token}` };
  return fetch(running.stack.url + path, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : Uint8Array.from(body) }),
  });
}

async function timeOfNext(): Promise<number> {
  const start = performance.now();
  const response = await call('GET', '/history?limit=1');
  if (response.status !== 200) throw new Error(`a good request got ${response.status}`);
  await response.arrayBuffer();
  return performance.now() - start;
}

function isProblem({ headers, status }: Response, said: string): boolean {
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return false;
  const problem = JSON.parse(said) as Problem;
  return isFailureCode(problem.code) && problem.requestId !== '' && problem.status === status && !tellsInsides(said);
}

/** What is no address of the chat is one of the website's. */
function isPage({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/html') ?? false;
}

/** Keys that are not of the visitor's own conversation, or hold what was sent. */
function strange(keys: ReturnType<typeof keysTouched>['keys']) {
  const { conversationId } = visitor.session;
  return keys.filter(
    ({ table, partition, sort = '' }) =>
      (table === 'conversations' && partition !== conversationId) ||
      /[/%\0 ]|\.\.|__|\$|constructor/.test(partition + sort),
  );
}
