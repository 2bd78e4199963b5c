import { expect, it } from 'vitest';
import { fakeEvent } from '../fake-event.ts';
import { createHookHandler } from './lambda-handler.ts';
import { close } from './respond.ts';

it('tells a hook of the deadline before Lex stops waiting', async () => {
  const handler = createHookHandler(async (event, deadline) => {
    await new Promise(resolve => deadline.addEventListener('abort', resolve));
    return close(event, 'Failed', []);
  });
  const { sessionState } = await handler(fakeEvent(), { getRemainingTimeInMillis: () => 3_001 });
  expect(sessionState.intent.state).toBe('Failed');
});
