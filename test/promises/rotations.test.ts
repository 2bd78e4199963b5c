import { PING_INTERVAL_MS, SOCKET_LIFE_MS } from '@lex-chat/protocol';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startFakeService, type FakeService } from '../../widget/src/conversation/fake-service.ts';
import { createFakeTab } from '../../widget/src/conversation/fake-tab.ts';
import { measured, times } from './measured.ts';

const ROTATIONS = times(20, 50, 6);
const MINUTE_MS = 60_000;
/** After so much silence API Gateway closes a socket. */
const SOCKET_IDLE_MS = 10 * MINUTE_MS;
/** Chance, which is fixed in a fake world, lets a socket go ten minutes before its life is over. */
const CHANGES_AT_MS = SOCKET_LIFE_MS - 10 * MINUTE_MS;

let service: FakeService;
beforeAll(async () => {
  service = await startFakeService();
  // Fifty sockets live for four days; sessions that end before their sockets do are another test's.
  service.rules.sessionLifeMs = 30 * 86_400_000;
});
afterAll(() => service.close());

/** Over a real network, which a clock that passes when told to does not wait for. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 1 });

/** Real sockets, and a clock of the page: silences and lives are held to API Gateway's limits in its time. */
it('[R6] changes sockets before their idle time and their life are over, time and again, and nobody notices', async ({
  task,
}) => {
  const tab = createFakeTab(service);
  tab.open();
  await tab.is('online');
  const seen = new Set<string>();
  tab.subscribe(() => seen.add(`${tab.state.connection} ${tab.state.failure}`));

  const said: string[] = [];
  let longestSilence = 0;
  let longestLife = 0;
  for (let rotation = 1; rotation <= ROTATIONS; rotation++) {
    const opened = tab.world.now();
    let heard = opened;
    let frames = service.frames.length;
    while (service.knocks === rotation) {
      const silence = tab.world.now() - heard;
      expect(silence, 'silence of a socket').toBeLessThanOrEqual(SOCKET_IDLE_MS);
      tab.world.pass(MINUTE_MS);
      const isPing = tab.world.now() - heard >= PING_INTERVAL_MS;
      const isChange = tab.world.now() - opened >= CHANGES_AT_MS;
      if (isPing) await soon(() => expect(service.frames.length).toBeGreaterThan(frames));
      if (isChange) await soon(() => expect(service.knocks).toBe(rotation + 1));
      if (service.frames.length === frames) continue;
      frames = service.frames.length;
      longestSilence = Math.max(longestSilence, tab.world.now() - heard);
      heard = tab.world.now();
    }
    longestLife = Math.max(longestLife, tab.world.now() - opened);
    // At the moment of the change: on whichever socket it goes, or between the two.
    said.push(`${rotation}`);
    tab.say(`${rotation}`);
    await soon(() => expect(service.sockets.size).toBe(1));
    await soon(() => expect(tab.texts().at(-1)).toBe(`${rotation}!`));
  }
  await tab.shows(...said.flatMap(text => [text, `${text}!`]));
  const strange = [...seen].filter(state => state !== 'online null');
  tab.close();

  const stored = service.entries.map(({ text }) => text);
  const unlike = said.flatMap(text => [text, `${text}!`]).filter((text, place) => stored[place] !== text);
  measured(task).atLeast('changes of sockets', ROTATIONS, service.knocks - 1);
  measured(task).is('messages lost or out of order', 0, unlike.length);
  measured(task).is('messages stored twice', 0, stored.length - new Set(stored).size);
  measured(task).is('states shown besides "online"', 0, strange.length);
  measured(task).atMost('silence of a socket', 5, longestSilence / MINUTE_MS, 'min');
  measured(task).atMost('life of a socket', SOCKET_LIFE_MS / MINUTE_MS - 5, longestLife / MINUTE_MS, 'min');
});
