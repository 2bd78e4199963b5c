import { replyIdOf, type HistoryPage, type ServerMessage } from '@lex-chat/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { messageEntry, replyEntry, replyMessages } from './fake-service.ts';
import { createHistory } from './history.ts';
import { createLazyHistory, type LazyHistoryParts } from './lazy-history.ts';
import { createStore } from './store.ts';
import { hear, say, type Transcript } from './transcript.ts';

const idOf = (n: number) => `0198c0de-0000-7000-8000-00000000000${n}`;
const OWN = idOf(1);
const asked = say([], { id: OWN, text: '안녕', at: 1 });

/** All that the service has stored in the end. */
const STORED = [1, 2, 3].flatMap(n => [{ ...messageEntry(idOf(n), `${n}?`), place: n }, replyEntry(idOf(n), `${n}!`)]);

/** Whatever may be told of it, and the answer to what is asked for again. */
const TOLD: readonly ServerMessage[] = [
  { type: 'message-accepted', messageId: OWN, place: 1 },
  ...STORED.map(entry => ({ type: 'entry', entry }) as const),
  ...STORED.flatMap(entry => (entry.role === 'assistant' ? replyMessages(entry) : [])),
  { type: 'failure', code: 'internal', messageId: OWN },
  { type: 'resumed', complete: true },
];

/** A history whose code comes, or does not, when a test says so. */
function open(transcript: Transcript = [], signal = new AbortController().signal) {
  const store = createStore(transcript);
  store.update({ history: 'loaded' });
  const page: HistoryPage = { entries: STORED, before: null };
  const fetched: { readonly come: () => void; readonly fail: () => void }[] = [];
  const sessions = { use: (step: (token: string) => unknown) => step('t') };
  const parts = {
    store,
    rest: { call: async () => ({ ok: true, value: page }) },
    sessions,
    resume: () => true,
    take(message: ServerMessage) {
      const { code } = history;
      store.update({ transcript: (code?.hear ?? hear)(store.known.transcript, message, 9) });
      if (message.type === 'resumed') code?.resumed(store.known.transcript);
    },
  } as unknown as LazyHistoryParts;
  const history = createLazyHistory(
    parts,
    signal,
    () =>
      new Promise((resolve, reject) =>
        fetched.push({ come: () => resolve({ createHistory }), fail: () => reject(new Error('offline')) }),
      ),
  );
  return { store, history, fetched };
}

/** The same with the code there from the start. */
async function openWhole(): Promise<ReturnType<typeof open>> {
  const whole = open(asked);
  const ready = whole.history.ready();
  whole.fetched[0]!.come();
  await ready;
  return whole;
}

const anyOrder = fc.array(fc.constantFrom(...TOLD), { maxLength: 25 });

it('shows the same, however late its code comes for what is told', async () => {
  await fc.assert(
    fc.asyncProperty(anyOrder, fc.nat(25), async (told, late) => {
      const whole = await openWhole();
      const { store, history, fetched } = open(asked);
      let waited = 0;
      for (const message of told) {
        if (fetched[0] && waited++ === late) {
          fetched[0].come();
          await history.ready();
        }
        whole.history.hear(message);
        history.hear(message);
      }
      fetched[0]?.come();
      if (fetched[0]) await history.ready();
      expect(store.known.transcript).toEqual(whole.store.known.transcript);
      expect(fetched.length).toBeLessThan(2);
    }),
  );
});

it('shows the same in the end where its code has failed to come, once it is asked for again', async () => {
  await fc.assert(
    fc.asyncProperty(anyOrder, anyOrder, async (before, after) => {
      const whole = await openWhole();
      const { store, history, fetched } = open(asked);
      const missed: ServerMessage = { type: 'entry', entry: STORED[2]! };
      for (const message of [missed, ...before]) {
        whole.history.hear(message);
        history.hear(message);
      }
      const ready = history.ready();
      fetched[0]!.fail();
      await expect(ready).rejects.toThrow();
      expect(store.state.history).toBe('failed');
      for (const message of after) {
        whole.history.hear(message);
        history.hear(message);
      }
      expect(fetched, 'it is not asked for unasked').toHaveLength(1);

      const loading = history.load();
      fetched[1]!.come();
      await Promise.all([loading, whole.history.load()]);
      expect(store.state.history).toBe('loaded');
      expect(store.known.transcript.map(({ id, text, state }) => ({ id, text, state }))).toEqual(
        whole.store.known.transcript.map(({ id, text, state }) => ({ id, text, state })),
      );
    }),
  );
});

it('is not fetched for a message and its answer', () => {
  const { store, history, fetched } = open(asked);
  history.hear({ type: 'message-accepted', messageId: OWN, place: 1 });
  for (const message of replyMessages(replyEntry(OWN, '1!'))) history.hear(message);
  expect(store.known.transcript).toMatchObject([
    { id: OWN, state: 'sent' },
    { id: replyIdOf(OWN), state: 'done' },
  ]);
  expect(fetched).toHaveLength(0);
});

it('hears nothing of an old socket once a new one tells it again', async () => {
  const { store, history, fetched } = open(asked);
  history.hear({ type: 'entry', entry: STORED[2]! });
  history.reset();
  const ready = history.ready();
  fetched[0]!.come();
  await ready;
  expect(store.known.transcript).toBe(asked);
});

it('has failed where its code does not arrive, and asks for that again', async () => {
  const { store, history, fetched } = open();
  const loading = history.load();
  expect(store.state.history).toBe('loading');
  fetched[0]!.fail();
  await loading;
  expect(store.state.history).toBe('failed');
  const again = history.load();
  fetched[1]!.come();
  await again;
  expect(store.state).toMatchObject({ history: 'loaded', transcript: STORED.map(({ id }) => ({ id })) });
});

it('changes nothing once the conversation has ended', async () => {
  const ending = new AbortController();
  const { store, history, fetched } = open([], ending.signal);
  const loading = history.load();
  ending.abort();
  store.update({ history: 'unloaded' });
  fetched[0]!.fail();
  await loading;
  expect(store.state.history).toBe('unloaded');
});
