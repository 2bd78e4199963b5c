import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { closed, rehearseSockets } from './rehearse-sockets.ts';

const { start, heardBy, open, host, gateway } = rehearseSockets();

describe('a socket is closed', () => {
  it('[R49] with 1009 for a frame of more than 32 KB, which the function never hears of', async () => {
    start();
    const socket = await open();
    socket.send('x'.repeat(32 * 1_024));
    await heardBy('$default');
    socket.send('x'.repeat(32 * 1_024 + 1));
    expect(await closed(socket)).toEqual({ code: 1009, reason: 'Message too long' });
    const [, , last] = await heardBy('$disconnect');
    expect(last?.requestContext).toMatchObject({ disconnectStatusCode: 1009, eventType: 'DISCONNECT' });
    expect(host().invocations['receive']?.asked).toBe(3);
  });

  it('[R49] with 1009 for a message of more than 128 KB', async () => {
    start();
    const socket = await open();
    for (let i = 0; i < 5; i += 1) socket.send('x'.repeat(32 * 1_024), { fin: i === 4 });
    expect((await closed(socket)).code).toBe(1009);
  });

  it('with 1003 for a binary frame', async () => {
    start();
    const socket = await open();
    socket.send(Buffer.from('안녕'), { binary: true });
    expect((await closed(socket)).code).toBe(1003);
  });

  it('[R49] with 1001 after 10 minutes of silence, here shortened', async () => {
    start({ limits: { idleMs: 100 } });
    const socket = await open();
    expect(await closed(socket)).toEqual({ code: 1001, reason: 'Going away' });
    const last = (await heardBy('$disconnect')).at(-1);
    expect(last?.requestContext).toMatchObject({ disconnectStatusCode: 1001, disconnectReason: 'Going away' });
  });

  it('later, while it speaks', async () => {
    start({ limits: { idleMs: 400 } });
    const speaking = await open();
    const silent = await open();
    const talk = setInterval(() => speaking.send('x'), 20);
    // The younger one: it outlives what the other would have had in silence.
    await closed(silent);
    expect(speaking.readyState).toBe(WebSocket.OPEN);
    clearInterval(talk);
    expect((await closed(speaking)).code).toBe(1001);
  });

  it('[R49] with 1001 after 2 hours, here shortened, however much it speaks', async () => {
    start({ limits: { lifeMs: 200 } });
    const socket = await open();
    const talk = setInterval(() => socket.send('x'), 20);
    expect((await closed(socket)).code).toBe(1001);
    clearInterval(talk);
  });

  it('[R44] when it leaves a message unfinished', async () => {
    start({ limits: { stalledMs: 100 } });
    const socket = await open();
    socket.send('half', { fin: false });
    expect((await closed(socket)).code).toBe(1006);
  });

  it('[R44] when it reads nothing', async () => {
    start({ limits: { stalledMs: 100, bufferMaxBytes: 64 * 1_024 * 1_024 } });
    const socket = await open();
    socket.pause();
    const [connection] = gateway().connections.all();
    // More than the kernel keeps for a reader.
    for (let i = 0; i < 48; i += 1) connection?.post('x'.repeat(1_024 * 1_024));
    await expect.poll(() => gateway().connections.all()).toEqual([]);
    socket.terminate();
  });
});
