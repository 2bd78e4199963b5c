import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { newMessageId, type ServerMessage, type Session } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { json, post, problem, visitorOf, type Visitor, type VisitorSocket } from '../stack/visitor.ts';
import { forLex } from './faulty-stack.ts';
import { measured } from './measured.ts';

/** Where all requests seem to come from. Each test has addresses of its own. */
let from = '192.0.2.1';
const viewerAddress = () => `${from}:4711`;

describe('with the limits of a deployment that sets none', () => {
  const running = useStack({ limits: {}, viewerAddress });
  const begin = () => post(`${running.stack.url}/sessions`, { language: 'ko' });

  it('[R41] stores ten messages of a visitor at once, and refuses the others with the time to wait [P9.1]', async ({
    task,
  }) => {
    from = '192.0.2.10';
    const visitor = await open(begin);
    const socket = await visitor.connect();
    const began = performance.now();
    const heard = await sayAll([socket], 20);
    const later = Math.ceil((performance.now() - began) / 2_000);
    const accepted = idsOf(heard, 'message-accepted');
    const refused = heard.filter(message => message.type === 'failure');
    measured(task).atMost('messages of one visitor accepted at once, and one each 2 s', 10 + later, accepted.length);
    expect(accepted.length).toBeGreaterThanOrEqual(10);
    expect(accepted.length + refused.length).toBe(20);
    for (const failure of refused) expect(failure).toMatchObject({ code: 'rate-limited', retryAfterMs: 2_000 });

    const { entries } = await visitor.history('?limit=100');
    const stored = entries.filter(({ role }) => role === 'visitor').map(({ id }) => id);
    expect(stored.toSorted()).toEqual(accepted.toSorted());
    socket.close();
  });

  it('[R42] has no resume or request cost more than its rate, by however many sockets [P9.3]', async ({ task }) => {
    from = '192.0.2.15';
    const visitor = await open(begin);
    for (let i = 0; i < 4; i++) await visitor.ask(forLex(i));
    const sockets = await Promise.all([visitor.connect(), visitor.connect()]);
    const began = performance.now();
    for (let i = 0; i < 20; i++)
      for (const socket of sockets) socket.say({ type: 'conversation-resume', after: null, open: [] });
    const answers = () =>
      sockets.flatMap(({ heard }) => heard.filter(({ type }) => type === 'resumed' || type === 'failure'));
    await expect.poll(() => answers().length, { timeout: 30_000 }).toBe(40);
    const later = Math.ceil((performance.now() - began) / 2_000);
    const resumed = answers().filter(({ type }) => type === 'resumed').length;
    measured(task).atMost('of forty resumes at once that were answered, and one each 2 s', 10 + later, resumed);
    for (const failure of answers().filter(({ type }) => type === 'failure'))
      expect(failure).toEqual({ type: 'failure', code: 'rate-limited', retryAfterMs: 2_000 });

    const asked = await Promise.all(Array.from({ length: 60 }, () => visitor.call('GET', '/history')));
    const refused = asked.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(await problem(refused[0]!)).toMatchObject({ code: 'rate-limited', retryAfterMs: 500 });
    expect((await visitor.call('DELETE', '/sessions')).status, 'logging out is never refused').toBe(204);
    for (const socket of sockets) socket.close();
  });

  it('[R41] lets an address send no more than its own, whatever fresh guests it takes [P9.1]', async ({ task }) => {
    from = '192.0.2.20';
    const sockets = await Promise.all(Array.from({ length: 8 }, async () => (await open(begin)).connect()));
    const began = performance.now();
    const heard = await sayAll(sockets, 10);
    const later = Math.ceil((performance.now() - began) / 667);
    const accepted = idsOf(heard, 'message-accepted').length;
    measured(task).atMost(
      'messages of eight guests of one address accepted, and one each 667 ms',
      30 + later,
      accepted,
    );
    expect(heard).toContainEqual(expect.objectContaining({ code: 'rate-limited', retryAfterMs: 667 }));
    expect(accepted).toBeGreaterThanOrEqual(30);

    from = '192.0.2.21';
    expect((await (await open(begin)).call('POST', '/chat', { text: '안녕' })).status).toBe(200);
    for (const socket of sockets) socket.close();
  });

  it('[R41] begins no more than twenty sessions of an address in a minute, over any route [P9.1]', async ({ task }) => {
    from = '192.0.2.30';
    const began = performance.now();
    const visitor = await open(begin);
    const answers = await inParallel(39, i => (i % 2 ? begin() : post(`${running.stack.url}/chat`, { text: '안녕' })));
    const { length } = answers.filter(({ status }) => status === 200);
    expect(performance.now() - began).toBeLessThan(60_000);
    measured(task).atMost('sessions begun in a minute', 20, length + 1);
    expect(length).toBeGreaterThanOrEqual(9);

    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.headers.get('retry-after')).toBe('6');
    expect(await problem(refused)).toMatchObject({ code: 'rate-limited', status: 429, retryAfterMs: 6_000 });

    const renewed = { authorization: `Bearer ${visitor.session.token}` };
    expect((await post(`${running.stack.url}/sessions`, {}, renewed)).status).toBe(200);
    from = '2001:db8:1:2::1';
    expect((await begin()).status).toBe(200);
  });

  it('[R41] takes the addresses of one IPv6 network for one', async ({ task }) => {
    from = '2001:db8:7:7::0';
    const answers = await inParallel(25, i => {
      from = `2001:db8:7:7:${i.toString(16)}::${i}`;
      return begin();
    });
    measured(task).atMost('sessions begun from one /64', 20, countOf(answers, 200));
  });

  it('[R41] [R24] keeps and logs no address that can be read', async ({ task }) => {
    const kept = await everything(running.stack.dynamo.url);
    expect(kept).toContain('address-');
    const traces = [kept, ...running.log].filter(text => /192\.0\.2\.|2001:db8/.test(text));
    measured(task).is('addresses in tables and logs', 0, traces.length);
  });
});

describe('with a day of three messages', () => {
  const running = useStack({ limits: { SITE_MESSAGES_PER_DAY: '3' } });

  it('[R41] answers no more messages of all visitors than the site’s day has [P9.1]', async ({ task }) => {
    const url = `${running.stack.url}/chat`;
    const answers = await inParallel(6, () => post(url, { text: '안녕' }));
    measured(task).is('messages answered of a day of three', 3, countOf(answers, 200));
    const { retryAfterMs } = await problem(answers.find(({ status }) => status === 429)!);
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(86_400_000);
  });
});

async function open(begin: () => Promise<Response>): Promise<Visitor> {
  const response = await begin();
  return visitorOf(new URL(response.url).origin, await json<Session>(response));
}

/** Says so many messages on each socket at once, and waits for what became of each of them. */
async function sayAll(sockets: readonly VisitorSocket[], each: number): Promise<readonly ServerMessage[]> {
  const said = sockets.map(async socket => {
    const ids = Array.from({ length: each }, () => newMessageId());
    for (const messageId of ids) socket.say({ type: 'message-send', messageId, text: '안녕' });
    const isOf = (message: ServerMessage, id: string) =>
      (message.type === 'message-accepted' || message.type === 'failure') && message.messageId === id;
    const outcomes = () => ids.map(id => socket.heard.find(message => isOf(message, id)));
    await expect.poll(() => outcomes().every(Boolean), { timeout: 30_000 }).toBe(true);
    return outcomes() as ServerMessage[];
  });
  return (await Promise.all(said)).flat();
}

function idsOf(heard: readonly ServerMessage[], type: 'message-accepted'): readonly string[] {
  return heard.flatMap(message => (message.type === type ? [message.messageId] : []));
}

function inParallel(times: number, ask: (i: number) => Promise<Response>): Promise<readonly Response[]> {
  return Promise.all(Array.from({ length: times }, (_, i) => ask(i)));
}

function countOf(answers: readonly Response[], wanted: number): number {
  return answers.filter(({ status }) => status === wanted).length;
}

/** All that is stored, as text. */
async function everything(endpoint: string): Promise<string> {
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const tables = ['conversations', 'connections', 'ledger'];
  const items = await Promise.all(tables.map(TableName => client.send(new ScanCommand({ TableName }))));
  client.destroy();
  return JSON.stringify(items.map(({ Items }) => Items));
}
