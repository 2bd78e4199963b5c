import { expect, it, vi } from 'vitest';
import { messageEntry, replyEntry } from './fake-service.ts';
import { PATIENCE_MS } from './fake-tab.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

const M1 = '0198c0de-0000-7000-8000-000000000001';

it('does not ask again before the service wants to be asked [R5]', async () => {
  here.service.rules.refuses = { status: 429, code: 'rate-limited', retryAfterMs: 30_000 };
  here.tab.open();
  here.tab.say('a');
  await here.tab.is('offline');
  const asked = here.service.requests.length;
  here.service.rules.refuses = null;
  here.tab.world.comeBack();
  here.tab.say('b');
  here.tab.world.pass(29_999);
  expect(here.service.requests).toHaveLength(asked);
  here.tab.world.pass(1_001);
  await here.tab.shows('a', 'a!', 'b', 'b!');
});

it('waits as long as the service asks for before it sends a message again, and those behind it [R7]', async () => {
  await here.open();
  here.service.rules.rate = { retryAfterMs: 2_000, left: 1 };
  const texts = ['a', 'b', 'c'];
  for (const text of texts) here.tab.say(text);
  await expect.poll(() => here.tab.texts()).toContain('a!');
  await expect.poll(() => here.tab.state.awaiting).toBeNull();
  const sent = () => here.service.frames.filter(({ type }) => type === 'message-send').length;
  expect([sent(), here.tab.state.failure]).toEqual([2, null]);
  here.tab.world.pass(1_999);
  expect(sent()).toBe(2);
  here.service.rules.rate = null;
  here.tab.world.pass(1);
  await here.tab.shows('a', 'a!', 'b', 'b!', 'c', 'c!');
});

it('tells the visitor when the service wants to be left alone for long', async () => {
  await here.open();
  here.service.rules.rate = { retryAfterMs: 3_600_000, left: 0 };
  here.tab.say('a');
  await expect.poll(() => here.tab.state.transcript).toMatchObject([{ state: 'failed', failure: 'rate-limited' }]);
});

it('asks once more for what it has missed, when that was one question too many', async () => {
  await here.open();
  here.service.rules.resumeRate = { retryAfterMs: 5_000, left: 0 };
  here.service.drop();
  await here.tab.is('connecting');
  here.service.store(messageEntry(M1, 'a'), replyEntry(M1, 'a!'));
  here.tab.world.pass(30_000);
  const resumes = () => here.service.frames.filter(({ type }) => type === 'conversation-resume').length;
  await expect.poll(() => resumes()).toBe(1);
  expect(here.tab.state).toMatchObject({ transcript: [], failure: null });
  here.service.rules.resumeRate = null;
  await vi.waitFor(() => {
    here.tab.world.pass(1_000);
    expect(here.tab.texts()).toEqual(['a', 'a!']);
  }, PATIENCE_MS);
  expect(resumes()).toBe(2);
  here.tab.close();
  expect(here.tab.world.left().timers).toBe(0);
});
