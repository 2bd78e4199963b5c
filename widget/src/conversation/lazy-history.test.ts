import { expect, it } from 'vitest';
import type { Rest } from '../connection/rest.ts';
import { createLazyHistory } from './lazy-history.ts';
import type { SessionKeeper } from './session.ts';
import { createStore } from './store.ts';

const NOT_ASKED = {} as Rest & SessionKeeper;

it('has failed where its code does not arrive, and asks for that again', async () => {
  const store = createStore([]);
  const loads: boolean[] = [];
  let isThere = false;
  const history = createLazyHistory(store, NOT_ASKED, NOT_ASKED, new AbortController().signal, async () => {
    if (!isThere) throw new Error('offline');
    return {
      createHistoryPages: () => ({
        load: async first => void loads.push(first),
        loadEarlier: async () => undefined,
      }),
    };
  });
  const loading = history.load();
  expect(store.state.history).toBe('loading');
  await loading;
  expect(store.state.history).toBe('failed');
  isThere = true;
  await history.load();
  expect(loads).toEqual([false]);
});

it('changes nothing once the conversation has ended', async () => {
  const store = createStore([]);
  const ending = new AbortController();
  const history = createLazyHistory(store, NOT_ASKED, NOT_ASKED, ending.signal, () => Promise.reject(new Error()));
  const loading = history.load();
  ending.abort();
  store.update({ history: 'unloaded' });
  await loading;
  expect(store.state.history).toBe('unloaded');
});
