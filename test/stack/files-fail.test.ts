import { SALES_CSV } from '@lex-chat/backend/conversation/files/fakes';
import { newMessageId } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { attach, offer } from './attach.ts';
import { bringFile } from './bring-file.ts';
import { useStack } from './stack.ts';
import { openVisitor, problem, type Visitor } from './visitor.ts';

const running = useStack({ faults: true });
const DOWN = { does: 'refuse', status: 503, body: '<Error><Code>ServiceUnavailable</Code></Error>' } as const;

it('says that a file cannot be looked into just now, and looks into it later', async () => {
  const one = await openVisitor(running.stack.url);
  const form = await offer(one, 'a.csv', SALES_CSV.length);
  await bringFile(form, SALES_CSV);
  const set = running.stack.faults!.uploads.set(DOWN);
  const refused = await problem(await one.call('POST', `/uploads/${form.uploadId}`));
  expect(refused).toMatchObject({ status: 503, code: 'unavailable' });
  set.end();
  expect((await one.call('POST', `/uploads/${form.uploadId}`)).status).toBe(200);
});

it('answers a message afresh whose file could not be read, once it can be [P3.6]', async () => {
  const one = await openVisitor(running.stack.url);
  const { receipt } = await attach(one, '매출.csv', SALES_CSV);
  const messageId = newMessageId();
  const set = running.stack.faults!.uploads.set(DOWN);
  const failed = await one.call('POST', '/chat', { text: '이 파일 요약해 줘', messageId, uploads: [receipt] });
  expect(await problem(failed)).toMatchObject({ status: 503, code: 'unavailable' });
  set.end();
  const { msg } = await one.ask('이 파일 요약해 줘', { messageId, uploads: [receipt] });
  expect(msg).toContain('‘매출.csv’ 파일은 3행 3열의 표예요');
});

it.each([
  ['in which something was said', (one: Visitor) => one.ask('안녕')],
  ['that has a socket and nothing else', (one: Visitor) => one.connect()],
])('keeps no file that is looked into while a conversation is deleted %s [P10.8] [R29]', async (_, begin) => {
  const one = await openVisitor(running.stack.url);
  await begin(one);
  const form = await offer(one, 'a.csv', SALES_CSV.length);
  await bringFile(form, SALES_CSV);
  let goOn = () => {};
  const until = new Promise<void>(resolve => (goOn = resolve));
  // Looked into, and about to be kept.
  const held = running.stack.faults!.uploads.set(
    { does: 'hold', until },
    { times: 1, fits: ({ method, path }) => method === 'PUT' && path.includes(form.uploadId) },
  );
  const finishing = one.call('POST', `/uploads/${form.uploadId}`);
  await expect.poll(() => held.met.length).toBe(1);
  expect((await one.call('DELETE', '/history')).status).toBe(204);
  goOn();
  expect(await problem(await finishing)).toMatchObject({ status: 404, code: 'file-unknown' });
  const { conversationId } = one.session;
  expect(running.stack.uploads.keys().filter(key => key.includes(conversationId))).toEqual([]);
  const next = await attach(one, 'b.csv', SALES_CSV);
  expect(next.attachment.name, 'what is said next may have files again').toBe('b.csv');
});

it('deletes the rest where the bucket fails, says so, and goes on when it is asked again [P10.8]', async () => {
  const one = await openVisitor(running.stack.url);
  const { receipt } = await attach(one, 'a.csv', SALES_CSV);
  await one.ask('이 파일 요약해 줘', { uploads: [receipt] });
  const set = running.stack.faults!.uploads.set(DOWN);
  expect((await one.call('DELETE', '/history')).status).toBe(503);
  expect((await one.history()).entries).toEqual([]);
  set.end();
  expect((await one.call('DELETE', '/history')).status).toBe(204);
  const { conversationId } = one.session;
  expect(running.stack.uploads.keys().filter(key => key.includes(conversationId))).toEqual([]);
});
