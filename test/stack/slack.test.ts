import type { LocalSlack, SlackSent } from '@lex-chat/demo/channels/slack';
import { describe, expect, it } from 'vitest';
import { useStack } from './stack.ts';

const running = useStack({ channels: true });

const webhook = () => `${running.stack.url}/channels/slack`;
const slack = (): LocalSlack => running.stack.channels!.slack;

let places = 0;
/** A channel where nobody has written before: of an app and one person, or of many. */
const somewhere = (kind: 'D' | 'C') => `${kind}0LAPTOP${String(++places).padStart(2, '0')}`;

const direct = (channel: string, text: string, more: object = {}) =>
  slack().event({ type: 'message', channel_type: 'im', channel, user: 'U0LAPTOP01', text, ...more });

const inChannel = (channel: string) => (sent: SlackSent) => sent.channel === channel;

/** What is said in a channel with these words in it: a reply may be several messages. */
async function hears(channel: string, words: string, thread?: string): Promise<SlackSent> {
  const fits = (sent: SlackSent) =>
    inChannel(channel)(sent) && sent.text.includes(words) && (thread === undefined || sent.thread_ts === thread);
  const [sent] = await slack().sent.hear(1, fits);
  return sent!;
}

const ASKED = '이름을 알려 주세요';

async function deliver(request: object): Promise<void> {
  expect((await slack().deliver(webhook(), request)).status).toBe(200);
}

describe('the channel of Slack', () => {
  it('gives Slack its challenge back when it is signed', async () => {
    const response = await slack().deliver(webhook(), {
      type: 'url_verification',
      token: 'old',
      challenge: '3eZbrw1aB',
    });
    expect([response.status, await response.text()]).toEqual([200, '3eZbrw1aB']);
    const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB' });
    expect((await fetch(webhook(), { method: 'POST', body })).status).toBe(401);
  });

  it('takes nothing that is not signed by Slack, now [R28]', async () => {
    const channel = somewhere('D');
    const body = JSON.stringify(direct(channel, '안녕'));
    const now = Math.floor(Date.now() / 1_000);
    const at = (time: number | string) => ({
      'x-slack-request-timestamp': String(time),
      'x-slack-signature': slack().sign(String(time), body),
    });
    const good = at(now);
    const digest = good['x-slack-signature'].slice('v0='.length);
    const before = running.stack.dynamo.operations.get('UpdateItem') ?? 0;
    const forged: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['none', {}],
      ['without a time', { 'x-slack-signature': good['x-slack-signature'] }],
      ['without a signature', { 'x-slack-request-timestamp': String(now) }],
      ['six minutes old', at(now - 360)],
      ['six minutes early', at(now + 360)],
      ['of no time', at('now')],
      ['of a time with a fraction', at(`${now}.5`)],
      ['of another time', { ...good, 'x-slack-request-timestamp': String(now - 1) }],
      ['of another version', { ...good, 'x-slack-signature': `v1=${digest}` }],
      ['without a version', { ...good, 'x-slack-signature': digest }],
      ['in capitals', { ...good, 'x-slack-signature': `v0=${digest.toUpperCase()}` }],
      ['one digit short', { ...good, 'x-slack-signature': `v0=${digest.slice(1)}` }],
      [
        'one bit off',
        { ...good, 'x-slack-signature': `v0=${digest.replace(/.$/, last => (last === '0' ? '1' : '0'))}` },
      ],
      ['of another body', { ...good, 'x-slack-signature': slack().sign(String(now), '{}') }],
      ['of zeros', { ...good, 'x-slack-signature': `v0=${'0'.repeat(64)}` }],
    ];
    for (const [name, headers] of forged)
      expect((await fetch(webhook(), { method: 'POST', headers, body })).status, name).toBe(401);
    expect(running.stack.dynamo.operations.get('UpdateItem') ?? 0).toBe(before);
    expect((await fetch(webhook(), { method: 'POST', headers: good, body })).status).toBe(200);
    await slack().sent.hear(1, inChannel(channel));
  });

  it('answers a direct message where it was written, and goes on with the conversation', async () => {
    const channel = somewhere('D');
    await deliver(direct(channel, '안녕'));
    expect(await hears(channel, ASKED)).not.toHaveProperty('thread_ts');
    await deliver(direct(channel, '민수'));
    await hears(channel, '민수');
  });

  it('answers a mention in its thread, which is a conversation of its own', async () => {
    const channel = somewhere('C');
    const mention = (text: string, more: object) =>
      slack().event({ type: 'app_mention', channel, user: 'U0LAPTOP01', text: `<@U0BOT> ${text}`, ...more });
    await deliver(mention('안녕', { ts: '1800000000.000001' }));
    await deliver(mention('배송은 얼마나 걸려요?', { ts: '1800000000.000002' }));
    await hears(channel, ASKED, '1800000000.000001');
    await hears(channel, '배송', '1800000000.000002');
    await deliver(mention('민수', { ts: '1800000000.000003', thread_ts: '1800000000.000001' }));
    await hears(channel, '민수', '1800000000.000001');
  });

  it('answers once what Slack retries, or tells in two events [R28]', async () => {
    const channel = somewhere('C');
    const asked = running.stack.model.requests.length;
    const event = { channel, user: 'U0LAPTOP01', text: '<@U0BOT> 배송은 얼마나 걸려요?', ts: '1800000000.000009' };
    const mention = slack().event({ type: 'app_mention', ...event });
    const statuses = await Promise.all([
      slack().deliver(webhook(), mention),
      ...[1, 2, 3].map(retry => slack().deliver(webhook(), mention, { retry })),
      slack().deliver(webhook(), slack().event({ type: 'app_mention', ...event })),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await slack().sent.hear(1, inChannel(channel));
    const again = { ...event, text: '<@U0BOT> 환불은 언제 되나요?', ts: '1800000000.000010', thread_ts: event.ts };
    await deliver(slack().event({ type: 'app_mention', ...again }));
    const said = await slack().sent.hear(2, inChannel(channel));
    expect(said[1]!.text).toContain('환불');
    expect(running.stack.model.requests.length - asked).toBe(2);
  });

  it('passes over bots, edits and what is said to others', async () => {
    const channel = somewhere('D');
    await deliver(direct(channel, 'a bot speaks', { bot_id: 'B0LAPTOP01' }));
    await deliver(direct(channel, '', { subtype: 'message_changed' }));
    await deliver(direct(channel, 'in a channel', { channel_type: 'channel' }));
    await deliver({ type: 'event_callback', team_id: slack().team, event: { type: 'reaction_added' } });
    await deliver(direct(channel, '안녕'));
    await hears(channel, ASKED);
    expect(slack().sent.all.filter(inChannel(channel))).toHaveLength(2);
  });

  it('hears the buttons that it has shown', async () => {
    const channel = somewhere('D');
    const pressed = {
      type: 'block_actions',
      team: { id: slack().team },
      user: { id: 'U0LAPTOP01' },
      channel: { id: channel },
      message: { ts: '1800000000.000020' },
      actions: [{ action_id: 'button-0', value: '배송비는 얼마예요?', action_ts: '1800000001.000020' }],
    };
    const response = await slack().deliver(webhook(), pressed, { asForm: true });
    expect(response.status).toBe(200);
    const [answer] = await slack().sent.hear(1, inChannel(channel));
    expect(answer!.text).toContain('배송비');
  });

  it('lets nobody call the whole channel through an answer', async () => {
    const channel = somewhere('D');
    running.stack.model.direct({
      answer: () => '<!channel> **필독** <https://evil.example|our bank> & [배송](https://shop.example/delivery.html)',
      pieces: 50,
    });
    await deliver(direct(channel, '모두를 불러 주세요'));
    const [answer] = await slack().sent.hear(1, inChannel(channel));
    running.stack.model.direct(null);
    expect(answer!.text).toBe(
      '&lt;!channel&gt; *필독* &lt;https://evil.example|our bank&gt; &amp; <https://shop.example/delivery.html|배송>',
    );
  });

  it('waits as long as Slack wants, and tells the operator of a token that is no good', async () => {
    const channel = somewhere('D');
    slack().refuse({ error: 'ratelimited', retryAfter: 1 });
    await deliver(direct(channel, '안녕'));
    await hears(channel, ASKED);
    slack().refuse({ error: 'token_revoked' });
    await deliver(direct(channel, '민수'));
    const told = () => running.log.find(line => line.includes('Slack200:token_revoked'));
    await expect.poll(told).toBeDefined();
    // What the deployment's alarm hears.
    expect(told()).toMatch(/"fault":\{"name":"UpstreamError","service":"slack","cure":"operator"/);
  });
});
