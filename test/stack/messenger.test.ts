import { GRAPH_FAULTS } from '@lex-chat/demo/channels/graph-faults';
import type { LocalMessenger, MessengerSent } from '@lex-chat/demo/channels/messenger';
import { describe, expect, it } from 'vitest';
import { useStack } from './stack.ts';

const running = useStack({ channels: true });

const webhook = () => `${running.stack.url}/channels/messenger`;
const messenger = (): LocalMessenger => running.stack.channels!.messenger;

let people = 0;
/** The page-scoped id of somebody who has not written before. */
const somebody = () => String(2_000_000_000_000_001 + people++);

const textsTo = (person: string) => (sent: MessengerSent) => sent.person === person && sent.message !== undefined;

async function write(person: string, message: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await messenger().deliver(webhook(), [messenger().message(person, message)]);
  expect(response.status).toBe(200);
}

async function told(person: string, count: number): Promise<readonly string[]> {
  const sent = await messenger().sent.hear(count, textsTo(person));
  return sent.map(({ message }) => String(message!['text']));
}

/** What a person is told with these words in it: a reply may be several messages. */
async function hears(person: string, words: string): Promise<string> {
  const fits = (sent: MessengerSent) => textsTo(person)(sent) && String(sent.message!['text']).includes(words);
  const [sent] = await messenger().sent.hear(1, fits);
  return String(sent!.message!['text']);
}

const ASKED = '이름을 알려 주세요';

describe('the webhook of Messenger', () => {
  it('gives Meta its challenge back, and nobody else', async () => {
    const { verifyToken } = messenger();
    const ask = (mode: string, token: string, challenge: string) =>
      fetch(
        `${webhook()}?${String(new URLSearchParams({ 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge }))}`,
      );
    const confirmed = await ask('subscribe', verifyToken, '1158201444');
    expect([confirmed.status, await confirmed.text()]).toEqual([200, '1158201444']);
    expect(confirmed.headers.get('content-type')).toContain('text/plain');
    for (const [mode, token, challenge] of [
      ['subscribe', 'guess', '1'],
      ['subscribe', '', '1'],
      ['unsubscribe', verifyToken, '1'],
      ['subscribe', verifyToken, '<script>alert(1)</script>'],
    ] as const) {
      const refused = await ask(mode, token, challenge);
      expect(refused.status).toBe(401);
      expect(await refused.text()).not.toContain(challenge === '1' ? verifyToken : challenge);
    }
  });

  it('takes nothing that is not signed by Meta [R28]', async () => {
    const person = somebody();
    const body = JSON.stringify({
      object: 'page',
      entry: [{ id: messenger().page, time: 1, messaging: [messenger().message(person, { text: '안녕' })] }],
    });
    const good = messenger().sign(body);
    const digest = good.slice('sha256='.length);
    const before = running.stack.dynamo.operations.get('UpdateItem') ?? 0;
    const forged: readonly (readonly [string, string | undefined, string])[] = [
      ['none', undefined, body],
      ['empty', '', body],
      ['of nothing', 'sha256=', body],
      ['without its name', digest, body],
      ['by another name', `sha1=${digest}`, body],
      ['in capitals', good.toUpperCase(), body],
      ['in capital digits', `sha256=${digest.toUpperCase()}`, body],
      ['one digit short', good.slice(0, -1), body],
      ['one digit long', `${good}0`, body],
      ['one bit off', good.replace(/.$/, last => (last === '0' ? '1' : '0')), body],
      ['twice', `${good},${good}`, body],
      ['with a space', `sha256= ${digest}`, body],
      ['in base64', `sha256=${Buffer.from(digest, 'hex').toString('base64')}`, body],
      ['of another body', messenger().sign('{}'), body],
      ['of the body before a space was added', good, `${body} `],
      ['of the body before a letter was changed', good, body.replace('안녕', '안뇽')],
      ['of the body before it was cut', good, body.slice(0, -1)],
      ['of an empty body', good, ''],
      ['of zeros', `sha256=${'0'.repeat(64)}`, body],
      ['of 64 KB', `sha256=${'a'.repeat(8_000)}`, body],
    ];
    for (const [name, signature, sent] of forged) {
      const headers = signature === undefined ? {} : { 'x-hub-signature-256': signature };
      const response = await fetch(webhook(), { method: 'POST', headers, body: sent });
      expect(response.status, name).toBe(401);
      expect(await response.json(), name).toMatchObject({ code: 'session-invalid' });
    }
    expect(running.stack.dynamo.operations.get('UpdateItem') ?? 0).toBe(before);
    expect(messenger().sent.all.filter(sent => sent.person === person)).toEqual([]);
    // The very same body, under its own signature.
    const taken = await fetch(webhook(), { method: 'POST', headers: { 'x-hub-signature-256': good }, body });
    expect(taken.status).toBe(200);
    await hears(person, '안녕');
  });

  it('answers once what is delivered five times, one after the other and at once [R28]', async () => {
    const person = somebody();
    const { stack } = running;
    const asked = stack.model.requests.length;
    const event = messenger().message(person, { text: '배송은 얼마나 걸려요?' });
    const deliver = () => messenger().deliver(webhook(), [event]);
    const statuses = (await Promise.all([deliver(), deliver(), deliver()])).map(({ status }) => status);
    await told(person, 1);
    for (let i = 0; i < 2; i++) statuses.push((await deliver()).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    // Whatever a redelivery would have set off stands before the answer to this.
    await write(person, { text: '환불은 언제 되나요?' });
    const texts = await told(person, 2);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('배송');
    expect(texts[1]).toContain('환불');
    expect(stack.model.requests.length - asked).toBe(2);
  });

  it('answers within two seconds, long before the reply is there, which comes in pieces of 2,000 characters [R28]', async () => {
    const person = somebody();
    const answer = Array.from(
      { length: 60 },
      (_, i) => `${i + 1}번째 문단이에요. ${'한지는 닥나무로 만들어요. '.repeat(5)}`,
    ).join('\n\n');
    running.stack.model.direct({ answer: () => answer, pieces: 8 });
    const began = performance.now();
    await write(person, { text: '한지를 어떻게 만드는지 길게 말해 주세요' });
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(messenger().sent.all.filter(textsTo(person))).toEqual([]);
    const pieces = await told(person, 3);
    running.stack.model.direct(null);
    expect(answer.length).toBeGreaterThan(4_000);
    expect(pieces.every(piece => piece.length <= 2_000)).toBe(true);
    expect(pieces.join('').replaceAll(/\s/g, '')).toBe(answer.replaceAll(/\s/g, ''));
    const signs = messenger().sent.all.filter(sent => sent.person === person && sent.sign !== undefined);
    expect(signs.slice(0, 2).map(({ sign }) => sign)).toEqual(['mark_seen', 'typing_on']);
  });

  it('keeps the conversation of each person, whom the bot asks and who presses its buttons', async () => {
    const [one, other] = [somebody(), somebody()];
    await write(one, { text: '안녕' });
    await write(other, { text: '안녕' });
    await hears(one, ASKED);
    await hears(other, ASKED);
    await write(one, { text: '민수' });
    // A quick reply says its payload, whatever its title.
    await write(other, { text: '다른 글', quick_reply: { payload: '서연' } });
    await hears(one, '민수');
    await hears(other, '서연');
    const postback = {
      ...messenger().message(one, {}),
      message: undefined,
      postback: { mid: `m_${one}`, title: '맞아요', payload: '네' },
    };
    await messenger().deliver(webhook(), [postback]);
    expect((await told(one, 4)).at(-1)).toContain('민수');
    expect(
      messenger()
        .sent.all.filter(textsTo(other))
        .map(({ message }) => message!['text']),
    ).not.toContain('민수');
  });

  it('passes over echoes, receipts and what it does not know', async () => {
    const person = somebody();
    const base = { sender: { id: person }, recipient: { id: messenger().page }, timestamp: 1 };
    const response = await messenger().deliver(webhook(), [
      messenger().message(person, { text: '우리가 한 말', is_echo: true }),
      { ...base, delivery: { mids: ['m_1'], watermark: 1 } },
      { ...base, read: { watermark: 1 } },
      { ...base, sender: { id: '../../etc' }, message: { mid: 'm_2', text: '안녕' } },
      { ...base, message: { text: '아이디가 없는 말' } },
      { ...base, mystery: {} },
    ]);
    expect(response.status).toBe(200);
    await write(person, { text: '안녕' });
    await hears(person, ASKED);
    expect(messenger().sent.all.filter(textsTo(person))).toHaveLength(2);
    expect(messenger().sent.all.every(({ person }) => /^\d+$/.test(person))).toBe(true);
  });

  it('says that it reads only text, and not to a flood', async () => {
    const person = somebody();
    const picture = { attachments: [{ type: 'image', payload: { url: 'https://cdn.example/cat.jpg' } }] };
    await messenger().deliver(
      webhook(),
      Array.from({ length: 12 }, () => messenger().message(person, picture)),
    );
    await write(person, { text: '안녕' });
    await hears(person, ASKED);
    const texts = await told(person, 1);
    expect(texts.filter(text => text.includes('글만 읽을 수'))).toHaveLength(1);
  });
});

describe('what the Graph API refuses', () => {
  it('is said again when it was too much for now', async () => {
    const person = somebody();
    // The signs of working are refused first; they are not missed.
    const { tooManyCalls, forAMoment } = GRAPH_FAULTS;
    messenger().refuse(tooManyCalls, forAMoment, tooManyCalls, forAMoment);
    await write(person, { text: '안녕' });
    await hears(person, '안녕');
  });

  it('is told the operator when the token is no good any more, and the person when it is again', async () => {
    const person = somebody();
    const { tokenInvalid } = GRAPH_FAULTS;
    messenger().refuse(tokenInvalid, tokenInvalid);
    await write(person, { text: '안녕' });
    const told = () => running.log.filter(line => line.includes('Graph400:190'));
    await expect.poll(() => told().length).toBe(2);
    // What the deployment's alarm hears.
    for (const line of told())
      expect(line).toMatch(/"fault":\{"name":"UpstreamError","service":"messenger","cure":"operator"/);
    await write(person, { text: '민수' });
    await hears(person, '민수');
  });

  it('is left alone when the person cannot be reached', async () => {
    const person = somebody();
    const { outsideWindow, unavailable } = GRAPH_FAULTS;
    messenger().refuse(unavailable, outsideWindow);
    await write(person, { text: '안녕' });
    await expect.poll(() => running.log.some(line => line.includes('Graph400:10.2018278'))).toBe(true);
    expect(messenger().sent.all.filter(textsTo(person))).toEqual([]);
  });
});
