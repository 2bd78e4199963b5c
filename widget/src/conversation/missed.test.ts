import { beforeEach, expect, it } from 'vitest';
import { UNREACHED, type Rest } from '../connection/rest.ts';
import { CODE } from './fake-code.ts';
import { messageEntry, replyEntry } from './fake-service.ts';
import { useFakeTab } from './fake-tab-fixture.ts';
import { createFakeWorld } from './fake-world.ts';

const here = useFakeTab();

const OTHER = '0198c0de-0000-7000-8000-000000000001';

/** Whether the file of the part for it is missing. */
let isBroken = false;
const load = {
  ...CODE,
  async history() {
    if (isBroken) throw new Error('no such file');
    return CODE.history();
  },
};
beforeEach(() => {
  isBroken = false;
  here.newTab(createFakeWorld(), {}, 'ko', { load });
});

it('says so where it cannot read what another tab has said, goes on, and shows all once asked again', async () => {
  await here.open();
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  isBroken = true;
  here.service.rules.pageSize = 6;
  const entries = [messageEntry(OTHER, 'b'), replyEntry(OTHER, 'b!')];
  here.service.store(...entries);
  here.service.tell(...entries.map(entry => ({ type: 'entry', entry }) as const));
  await expect.poll(() => here.tab.state.history).toBe('failed');
  here.tab.say('c');
  await here.tab.shows('a', 'a!', 'c', 'c!');
  expect(here.tab.state.connection).toBe('online');
  expect(here.service.knocks, 'the socket stays').toBe(1);
  isBroken = false;
  here.tab.open();
  await expect.poll(() => here.tab.texts()).toContain('b!');
  expect(here.tab.texts()).toEqual(here.service.entries.map(({ text }) => text));
  expect(here.tab.state.history).toBe('loaded');
});

it('asks over HTTP only once all that may be answered can be read', async () => {
  isBroken = true;
  here.service.rules.sockets = 'refused';
  here.tab.open();
  here.tab.say('a');
  await expect
    .poll(() => {
      here.tab.world.pass(1_000);
      return here.tab.state.history;
    })
    .toBe('failed');
  expect(here.service.requests).not.toContain('POST /chat');
  isBroken = false;
  await expect
    .poll(() => {
      here.tab.world.pass(60_000);
      return here.tab.texts();
    })
    .toEqual(['a', 'a!']);
  expect(here.service.entries).toHaveLength(2);
});

it('asks nothing for somebody who has left while its code was on its way', async () => {
  const { createAsker } = await CODE.ask();
  const asked: string[] = [];
  const call = (path: string) => {
    asked.push(path);
    return Promise.resolve(UNREACHED);
  };
  const rest = { request: call, call } as unknown as Rest;
  const ask = createAsker(rest, step => step('a token'), createFakeWorld());
  const message = { messageId: OTHER, text: 'a', at: 0 };
  expect(
    await ask(
      message,
      () => [],
      () => undefined,
      AbortSignal.abort(),
    ),
  ).toBe(false);
  expect(asked).toEqual([]);
});
