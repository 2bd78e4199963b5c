import { newMessageId } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { createUploads, type SendForm, type Upload } from './uploads.ts';

const FEATURES = ['upload:csv', 'upload:pdf'];
const file = (name: string, size = 5) => new File([new Uint8Array(size)], name);

function attaching(answers: Readonly<Record<string, string>> = {}, send: SendForm = async () => undefined) {
  const asked: string[] = [];
  const ended: Upload[] = [];
  const uploads = createUploads(
    async (path, body) => {
      asked.push(`${body ? 'POST' : 'DELETE'} ${path.replace(/[0-9a-f-]{36}/, 'id')}`);
      const id = newMessageId();
      const said = answers[path.replace(/[0-9a-f-]{36}/, 'id')];
      if (said) return { ok: false, code: 'unavailable', reached: true, said };
      if (path === '/uploads') return { ok: true, value: { uploadId: id, url: 'https://b', fields: {}, expiresAt: 1 } };
      return { ok: true, value: { attachment: { id, name: 'a.csv', type: 'csv', size: 5 }, receipt: 'receipt' } };
    },
    () => FEATURES,
    send,
    () => undefined,
    upload => void ended.push(upload),
  );
  return { uploads, asked, ended };
}
const settled = async (ended: readonly Upload[], count = 1) => expect.poll(() => ended.length).toBe(count);

it('brings a file, has it looked into, and has its receipt ready', async () => {
  const parts: number[] = [];
  const { uploads, asked, ended } = attaching({}, async (_form, _file, told) => {
    for (const part of [0.5, 1]) {
      told(part);
      const [{ state } = { state: null }] = uploads.list;
      if (state?.kind === 'bringing') parts.push(state.part);
    }
  });
  uploads.add([file('a.csv')]);
  expect(uploads.isBusy).toBe(true);
  await settled(ended);
  expect(asked).toEqual(['POST /uploads', 'POST /uploads/id']);
  expect(parts).toEqual([0.5, 1]);
  expect(uploads.ready.map(({ receipt }) => receipt)).toEqual(['receipt']);
  expect(uploads.isBusy).toBe(false);
  uploads.forget();
  expect(uploads.list).toEqual([]);
});

it('asks nothing of the service for a file that cannot be taken, and says why', () => {
  const { uploads, asked, ended } = attaching();
  uploads.add([file('run.exe'), file('a.png'), file('empty.csv', 0), file('large.pdf', 4.5 * 1_024 * 1_024 + 1)]);
  expect(ended.map(({ state }) => state)).toEqual(
    ['file-type-refused', 'file-type-refused', 'file-empty', 'too-large'].map(code => ({ kind: 'refused', code })),
  );
  expect(asked).toEqual([]);
});

it('takes five files, and no sixth', async () => {
  const { uploads, ended } = attaching();
  uploads.add(Array.from({ length: 6 }, (_, i) => file(`${i}.csv`)));
  await settled(ended, 6);
  expect(uploads.ready).toHaveLength(5);
  expect(uploads.list.at(-1)!.state).toEqual({ kind: 'refused', code: 'too-many' });
});

it.each([
  ['/uploads', 'rate-limited'],
  ['/uploads/id', 'file-encrypted'],
])('says what the service says at %s', async (path, code) => {
  const { uploads, ended } = attaching({ [path]: code });
  uploads.add([file('a.pdf')]);
  await settled(ended);
  expect(uploads.list[0]!.state).toEqual({ kind: 'refused', code });
  expect(uploads.ready).toEqual([]);
});

it('cancels a file on its way, and tells nobody', async () => {
  let signal: AbortSignal | undefined;
  const { uploads, asked, ended } = attaching({}, (_form, _file, _told, given) => {
    signal = given;
    return new Promise((_, reject) => {
      given.addEventListener('abort', () => reject(new Error('aborted')));
    });
  });
  uploads.add([file('a.csv')]);
  await expect.poll(() => signal).toBeDefined();
  uploads.remove(uploads.list[0]!.id);
  expect(signal!.aborted).toBe(true);
  expect(uploads.list).toEqual([]);
  await Promise.resolve();
  expect(asked).toEqual(['POST /uploads']);
  expect(ended).toEqual([]);
});

it('forgets all with their conversation, and hears no more of those on their way', async () => {
  const signals: AbortSignal[] = [];
  const { uploads, asked, ended } = attaching({}, async (_form, { name }, _told, signal) => {
    if (name === 'ready.csv') return;
    signals.push(signal);
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  });
  uploads.add([file('ready.csv'), file('a.csv'), file('b.csv')]);
  await settled(ended);
  await expect.poll(() => signals.length).toBe(2);
  uploads.forget();
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
  expect([uploads.list, uploads.ready, uploads.isBusy]).toEqual([[], [], false]);
  await Promise.resolve();
  expect(asked.filter(line => line.startsWith('DELETE'))).toEqual([]);
  expect(ended).toHaveLength(1);
});

it('takes a file back from the service that was attached and is not sent', async () => {
  const { uploads, asked, ended } = attaching();
  uploads.add([file('a.csv')]);
  await settled(ended);
  uploads.remove(uploads.list[0]!.id);
  expect(asked.at(-1)).toBe('DELETE /uploads/id');
});
