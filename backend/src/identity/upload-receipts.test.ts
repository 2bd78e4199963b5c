import { newMessageId, RECEIPT_MAX_LENGTH } from '@lex-chat/protocol';
import { FILE_NAME_MAX_LENGTH } from '@lex-chat/protocol/files';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { createSessionTokens } from './session-token.ts';
import { createUploadReceipts } from './upload-receipts.ts';

const NOW = 1_790_000_000_000;
const KEY = { id: 'key-1', value: 'x'.repeat(32), since: 0 };
const receipts = createUploadReceipts(
  async () => [KEY],
  () => NOW,
);
const file = (name = '매출.csv') => ({ id: newMessageId(), name, type: 'csv', size: 5 });

it('gives back what it was given, in the order that is asked for', async () => {
  const files = [file(), { ...file(), isExcerpt: true } as const, file('b.csv')];
  const all = await Promise.all(files.map(one => receipts.issue('c1', one)));
  expect(await receipts.verify('c1', all)).toEqual(files);
  expect(await receipts.verify('c1', all.toReversed())).toEqual(files.toReversed());
  expect(await receipts.verify('c1', [])).toEqual([]);
});

it('is good in its conversation alone, and for each file once', async () => {
  const one = file();
  const receipt = await receipts.issue('c1', one);
  expect(await receipts.verify('c2', [receipt])).toBeUndefined();
  const later = createUploadReceipts(
    async () => [KEY],
    () => NOW + 86_400_000,
  );
  const same = await later.issue('c1', one);
  expect(await receipts.verify('c1', [receipt, same])).toBeUndefined();
  expect(await later.verify('c1', [receipt])).toEqual([one]);
});

it('is nothing that a stranger can make', async () => {
  const receipt = await receipts.issue('c1', file());
  const [head = '', body = '', signature = ''] = receipt.split('.');
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: KEY.id })).toString('base64url');
  const { token } = await createSessionTokens(
    async () => [KEY],
    () => NOW,
  ).issue({
    conversationId: 'c1',
    visitorId: 'v1',
    locale: 'ko_KR',
    issuedAt: NOW,
  });
  const foreign = await createUploadReceipts(async () => [{ ...KEY, value: 'y'.repeat(32) }]).issue('c1', file());
  const unnamed = await new SignJWT({ file: file() })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('lex-chat')
    .setAudience('lex-chat:upload')
    .setSubject('c1')
    .sign(new TextEncoder().encode(KEY.value));
  for (const forged of [
    `${none}.${body}.`,
    `${head}.${body}.${signature}=`,
    token,
    foreign,
    unnamed,
    '',
    'x'.repeat(5_000),
  ])
    expect(await receipts.verify('c1', [forged])).toBeUndefined();
  await fc.assert(
    fc.asyncProperty(fc.string(), async forged => {
      expect(await receipts.verify('c1', [forged])).toBeUndefined();
    }),
  );
});

it('is no session', async () => {
  const tokens = createSessionTokens(
    async () => [KEY],
    () => NOW,
  );
  expect(await tokens.verify(await receipts.issue('c1', file()))).toMatchObject({ ok: false });
});

it('finds room for the longest name', async () => {
  const longest = file(`${'가'.repeat(FILE_NAME_MAX_LENGTH - 4)}.csv`);
  const receipt = await receipts.issue(`${'b'.repeat(40)}.${newMessageId()}`, longest);
  expect(receipt.length).toBeLessThanOrEqual(RECEIPT_MAX_LENGTH);
});

it('outlives a change of the key that it was signed with', async () => {
  const receipt = await receipts.issue('c1', file());
  const changed = createUploadReceipts(async () => [{ id: 'key-2', value: 'z'.repeat(32), since: NOW }, KEY]);
  expect(await changed.verify('c1', [receipt])).toHaveLength(1);
});
