import { expect, it } from 'vitest';
import { echo } from './echo.ts';
import { fakeEvent } from './fake-event.ts';
import { checkResponse } from './kit/check-response.ts';

const { signal } = new AbortController();

it('says back the event it got', async () => {
  const event = fakeEvent({
    intent: 'OrderPizza',
    slots: { Size: '크게' },
    says: '피자 크게 하나',
    attributes: { a: '1' },
  });
  const { messages = [], sessionState } = await echo(event, signal);
  const said = messages.map(message => (message.contentType === 'PlainText' ? message.content : '')).join('\n');
  expect(JSON.parse(said)).toEqual(event);
  expect(sessionState).toMatchObject({ dialogAction: { type: 'Close' }, sessionAttributes: { a: '1' } });
});

it('stays within what Lex takes, however large the event is', async () => {
  const event = fakeEvent({ says: '가'.repeat(1_024), attributes: { kept: '"나"'.repeat(1_500) } });
  checkResponse(event, await echo(event, signal));
});
