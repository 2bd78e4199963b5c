import { expect, it } from 'vitest';
import { accept } from './accept.ts';
import { LEASE_MS } from './turn/lease.ts';
import { harness, modelSaying, newMessage, replyTo, run, say, type Harness } from './fakes.ts';
import type { LanguageModel } from './ports.ts';

const sender = { address: 'address-1' };
const again = async (ports: Harness) => (await ports.turns.read('c1')).again;

/** A message whose reply broke off. */
async function brokenOff(ports: Harness) {
  const message = newMessage();
  await accept('c1', message, sender, ports);
  await run({ ...ports, model: modelSaying('이틀', new Error('cut')) }, message.id);
  expect(await replyTo(ports, message.id)).toMatchObject({ reason: 'interrupted' });
  return message;
}

/** A model that does something while it speaks. */
function meanwhile(act: () => Promise<unknown>, { stream, ...model }: LanguageModel): LanguageModel {
  return {
    ...model,
    async *stream(...given) {
      await act();
      yield* stream(...given);
    },
  };
}

for (const [how, model, reason] of [
  ['comes to its end', modelSaying('사흘이요.'), 'complete'],
  ['breaks off as well', modelSaying('사', new Error('cut')), 'interrupted'],
] as const) {
  it(`begins no third answer for a retry that was sent twice while it ${how} [P3.6] [R12]`, async () => {
    const ports = harness();
    const message = await brokenOff(ports);
    await accept('c1', message, sender, ports);
    const resend = async () => {
      await accept('c1', message, sender, ports);
      expect(await run(ports, message.id)).toBe('busy');
    };
    const twice = meanwhile(resend, model);
    await run({ ...ports, model: twice }, message.id);
    const retried = await replyTo(ports, message.id);
    expect(retried).toMatchObject({ reason });
    expect(await again(ports)).toEqual([]);
    await run(ports, message.id);
    expect(await replyTo(ports, message.id)).toEqual(retried);
  });
}

it('answers afresh what broke off just now, before its turn has ended', async () => {
  const ports = harness();
  const message = await brokenOff(ports);
  await accept('c1', message, sender, ports);
  const { storeReply } = ports.history;
  let isAsked = false;
  ports.history.storeReply = async (...given) => {
    const stored = await storeReply(...given);
    // Whoever hears that it broke off may ask at once.
    if (isAsked) return stored;
    isAsked = true;
    await accept('c1', message, sender, ports);
    expect(await run(ports, message.id)).toBe('busy');
    return stored;
  };
  const texts = ['사', '닷새요.'];
  const model: LanguageModel = {
    name: 'fake',
    stream: (...given) => modelSaying(texts.shift()!, ...(texts.length > 0 ? [new Error('cut')] : [])).stream(...given),
  };
  await run({ ...ports, model }, message.id);
  expect(await replyTo(ports, message.id)).toMatchObject({ text: '닷새요.', reason: 'complete' });
});

it('keeps no wish for an answer that was given, or whose message is gone, and looks for each but once', async () => {
  const ports = harness();
  const { id } = await say(ports, 'c1');
  await run(ports, id);
  for (const left of [id, newMessage().id, newMessage().id]) await ports.turns.again('c1', left);
  const { find } = ports.history;
  let found = 0;
  ports.history.find = (...given) => {
    found++;
    return find(...given);
  };
  const next = await say(ports, 'c1');
  await run(ports, next.id);
  expect(await again(ports)).toEqual([]);
  expect(found).toBe(3);
});

it('answers afresh what its worker left, for whoever asks as soon as they hear of it [R15]', async () => {
  let clock = 1_790_000_000_000;
  const ports = harness({ now: () => clock });
  await ports.turns.connect('c1', { connectionId: 'one', open: [], at: 0, until: Infinity });
  const { id } = await say(ports, 'c1');
  await ports.turns.claim('c1', id, clock + LEASE_MS);
  const source = { kind: 'model', name: 'm' } as const;
  const draft = { replyId: `${id}.reply`, inReplyTo: id, attempt: 1, locale: 'ko', source, text: '이틀', parts: [] };
  await ports.turns.checkpoint('c1', 1, draft, clock + LEASE_MS);
  clock += LEASE_MS + 1;
  const { post } = ports.gateway;
  ports.gateway.post = async (connectionId, told) => {
    if (told.type === 'entry') {
      await accept('c1', newMessage({ id }), sender, ports);
      expect(await run(ports, id)).toBe('busy');
    }
    return post(connectionId, told);
  };
  await run(ports, id);
  expect(await replyTo(ports, id)).toMatchObject({ text: '답이에요.', reason: 'complete' });
});
