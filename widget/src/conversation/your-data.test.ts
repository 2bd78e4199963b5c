import { beforeEach, expect, it } from 'vitest';
import type { FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';
import { proofOf } from './proof-fixture.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

let tabs: readonly FakeTab[];

beforeEach(() => {
  const first = here.newTab();
  tabs = [first, here.newTab(createFakeWorld(first.world.storage))];
});

/** Opens both tabs, and says `a` in the first. */
async function converse(): Promise<void> {
  for (const tab of tabs) {
    tab.open();
    await tab.is('online');
  }
  tabs[0]!.say('a');
  await tabs[0]!.shows('a', 'a!');
}

it('empties every tab, and what waits to be sent, when the conversation is deleted [R29]', async () => {
  await converse();
  here.service.rules.accepts = false;
  tabs[1]!.say('unsent');
  expect(await tabs[0]!.deleteHistory()).toBe(true);
  for (const tab of tabs) await expect.poll(() => tab.texts()).toEqual([]);
  expect(tabs[0]!.world.storage.keys()).toEqual([`lex-chat:session:${here.service.endpoint}:ko`]);
  expect(tabs[1]!.state.awaiting).toBeNull();
  here.service.rules.accepts = true;
  tabs[1]!.say('b');
  await tabs[1]!.shows('b', 'b!');
});

it('keeps everything where it could not be deleted', async () => {
  await converse();
  here.service.rules.refuses = { status: 503, code: 'unavailable' };
  expect(await tabs[0]!.deleteHistory()).toBe(false);
  expect(tabs[0]!.texts()).toEqual(['a', 'a!']);
});

it('hands out all that was said, or nothing [R29]', async () => {
  await converse();
  expect(await tabs[0]!.ask('/history/export')).toMatchObject({
    ok: true,
    value: { entries: [{ text: 'a' }, { text: 'a!' }] },
  });
  here.service.rules.refuses = { status: 503, code: 'unavailable' };
  expect(await tabs[0]!.ask('/history/export')).toMatchObject({ ok: false });
});

it.each([
  ['ask for it', (tab: FakeTab) => tab.open(), ['a', 'a!']],
  ['go on talking', (tab: FakeTab) => void tab.say('b'), ['a', 'a!', 'b', 'b!']],
])('logs a signed visitor out, and in again when they %s', async (_how, goOn, texts) => {
  const tab = here.newTab(createFakeWorld(), {}, 'ko', { visitorToken: () => proofOf('alice') });
  tab.open();
  tab.say('a');
  await tab.shows('a', 'a!');
  tab.logOut();
  expect(tab.state).toMatchObject({ transcript: [], subject: null, failure: 'session-invalid' });
  await expect.poll(() => here.service.requests).toContain('DELETE /sessions');
  goOn(tab);
  await tab.shows(...texts);
  expect(tab.state).toMatchObject({ subject: 'alice', failure: null });
});
