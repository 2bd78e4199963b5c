import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, everySecond, mentions } from './fault.ts';
import { startFaultGate, type FaultGate } from './fault-gate.ts';

/** A service that repeats what it was told, and remembers it. */
let heard: string[];
let killed: number[];
let gate: FaultGate;
let stop: () => Promise<void>;

beforeEach(async () => {
  heard = [];
  killed = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push(body);
      response.writeHead(201, { 'x-from': 'service' }).end(`${request.method} ${request.url} ${body}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  gate = await startFaultGate(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, pid => killed.push(pid));
  stop = async () => {
    await gate.close();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  };
});
afterEach(() => stop());

const say = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${gate.url}/some%20path?q=1`, { method: 'POST', body, headers });

it('passes everything on, and the answers back, while nothing is set', async () => {
  const response = await say('안녕');
  expect([response.status, response.headers.get('x-from')]).toEqual([201, 'service']);
  expect(await response.text()).toBe('POST /some%20path?q=1 안녕');
});

describe('a fault', () => {
  it('refuses in place of the service, as often as it is set', async () => {
    const set = gate.set({ does: 'refuse', status: 429, headers: { 'x-why': 'busy' }, body: { a: 1 } }, { times: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await say(String(i))).status);
    expect(statuses).toEqual([429, 429, 201]);
    expect(heard).toEqual(['2']);
    expect(set.met.map(({ body }) => body)).toEqual(['0', '1']);
  });

  it('meets only calls that fit, and none once it is taken back', async () => {
    const one = gate.set({ does: 'refuse', status: 500 }, { fits: mentions('민수') });
    gate.set({ does: 'refuse', status: 503 }, { fits: mentions('some path') });
    expect((await say('안녕 민수')).status).toBe(500);
    expect((await say('안녕')).status).toBe(503);
    one.end();
    expect((await say('안녕 민수')).status).toBe(503);
    gate.clear();
    expect((await say('안녕 민수')).status).toBe(201);
  });

  it('may meet every second call, or the one behind so many others', async () => {
    gate.set({ does: 'refuse', status: 500 }, { fits: everySecond() });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await say('x')).status);
    expect(statuses).toEqual([500, 201, 500, 201]);
    gate.clear();
    gate.set({ does: 'refuse', status: 500 }, { fits: after(2, mentions('x')) });
    statuses.length = 0;
    for (const text of ['x', 'y', 'x', 'x', 'x']) statuses.push((await say(text)).status);
    expect(statuses).toEqual([201, 201, 201, 500, 201]);
  });

  it('cuts the line before the service hears, or behind', async () => {
    gate.set({ does: 'cut' }, { times: 1 });
    await expect(say('before')).rejects.toThrow();
    expect(heard).toEqual([]);
    gate.set({ does: 'lose-answer' }, { times: 1 });
    await expect(say('behind')).rejects.toThrow();
    expect(heard).toEqual(['behind']);
  });

  it('says nothing for ever', async () => {
    gate.set({ does: 'hang' });
    await expect(fetch(gate.url, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
    expect(heard).toEqual([]);
  });

  it('keeps a call until others have gone by', async () => {
    let release = () => {};
    gate.set({ does: 'hold', until: new Promise<void>(resolve => (release = resolve)) }, { times: 1 });
    const late = say('first');
    await say('second');
    release();
    expect((await late).status).toBe(201);
    expect(heard).toEqual(['second', 'first']);
  });

  it('delivers a call several times and answers it once', async () => {
    gate.set({ does: 'repeat', times: 3 });
    expect((await say('again')).status).toBe(201);
    expect(heard).toEqual(['again', 'again', 'again']);
  });

  it('kills the process that called, by the trace it sends along', async () => {
    const trace = { 'x-amzn-trace-id': `Root=1-a-b;Parent=${(4_711).toString(16).padStart(16, '0')};Sampled=0` };
    gate.set({ does: 'kill', when: 'before' }, { times: 1 });
    await expect(say('before', trace)).rejects.toThrow();
    expect([killed, heard]).toEqual([[4_711], []]);
    gate.set({ does: 'kill', when: 'after' }, { times: 1 });
    await expect(say('after', trace)).rejects.toThrow();
    expect([killed, heard]).toEqual([[4_711, 4_711], ['after']]);
  });

  it('answers in the service’s place', async () => {
    gate.set({ does: 'answer', answer: async response => void response.end('something else') });
    expect(await (await say('x')).text()).toBe('something else');
    expect(heard).toEqual([]);
  });
});
