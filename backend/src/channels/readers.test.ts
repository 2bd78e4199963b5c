import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEvents } from './messenger/read-events.ts';
import { readRequest } from './slack/read-request.ts';

it('never throws, whatever is delivered', () => {
  const shapes = fc.letrec(tie => ({
    value: fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constant(null),
      tie('fields'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    fields: fc.dictionary(
      fc.constantFrom(
        ...['object', 'entry', 'messaging', 'sender', 'recipient', 'id', 'message', 'mid', 'text', 'quick_reply'],
        ...['postback', 'payload', 'optin', 'ref', 'type', 'event', 'team_id', 'channel', 'user', 'ts', 'actions'],
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  }));
  const bodies = fc.oneof(
    fc.string(),
    fc.json(),
    shapes.fields.map(value => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(bodies, body => {
      readEvents(body);
      readRequest(body);
      readRequest(`payload=${body}`);
    }),
    { numRuns: 500 },
  );
});

it('takes only ids that can stand in the id of a conversation with Lex', () => {
  const event = (person: unknown, page: unknown) =>
    readEvents(
      JSON.stringify({
        object: 'page',
        entry: [
          { messaging: [{ sender: { id: person }, recipient: { id: page }, message: { mid: 'm_1', text: 'a' } }] },
        ],
      }),
    );
  const longest = event('9'.repeat(20), '9'.repeat(20));
  // A bot's name has up to 40 characters, and a session's id up to 100.
  expect(`${'b'.repeat(40)}.messenger-${longest[0]!.address}`.length).toBeLessThanOrEqual(100);
  for (const id of ['1.2', '1-2', 'a', '', ' 1', '9'.repeat(21), 1, null, {}, '１'])
    expect([...event(id, '1'), ...event('1', id)], JSON.stringify(id)).toEqual([]);

  const mention = { type: 'app_mention', channel: 'C'.repeat(14), user: 'U1', ts: '9999999999.999999', text: 'a' };
  const said = (event: object) =>
    readRequest(JSON.stringify({ type: 'event_callback', team_id: 'T'.repeat(14), event }));
  const heard = said(mention);
  const [address = ''] = heard.state === 'said' ? heard.said.map(({ address }) => address) : [];
  expect(`${'b'.repeat(40)}.slack-${address}`).toMatch(/^[0-9a-zA-Z._:-]{2,100}$/);
  for (const channel of ['C-1', 'c1', 'C'.repeat(15), 'C.1', 1])
    expect(said({ ...mention, channel }), String(channel)).toEqual({ state: 'said', said: [] });
});

it('reads what Slack wraps up', () => {
  const read = (text: string) => {
    const event = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', ts: '1.1', text };
    const heard = readRequest(JSON.stringify({ type: 'event_callback', team_id: 'T1', event }));
    return heard.state === 'said' ? heard.said[0]?.text : undefined;
  };
  expect(read('<@U0BOT> <@U0BOT|shop> 3 &lt; 4 &amp;&amp; 5 &gt; 4')).toBe('3 < 4 && 5 > 4');
  expect(read('see <https://shop.example|shop.example> or <https://a.example/x|here> in <#C1|general>')).toBe(
    'see https://shop.example or here (https://a.example/x) in general',
  );
  expect(read('<mailto:a@b.example|a@b.example> &amp;lt;')).toBe('mailto:a@b.example &lt;');
});

it('takes the reference of a plugin that somebody opted in with for what they say', () => {
  const optin = { sender: { id: '2' }, recipient: { id: '1' }, timestamp: 5, optin: { ref: '배송 안내' } };
  const delivered = () => readEvents(JSON.stringify({ object: 'page', entry: [{ messaging: [optin] }] }));
  expect(delivered()).toEqual([{ key: 'optin 2 5 배송 안내', address: '1-2', person: '1-2', text: '배송 안내' }]);
  expect(delivered()).toEqual(delivered());
});
