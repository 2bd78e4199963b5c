import type { FileKey, FileStore } from '@lex-chat/backend/conversation/files/file-store';
import { newMessageId, type UploadForm } from '@lex-chat/protocol';
import { beforeEach, describe, expect, it } from 'vitest';

export interface FileStoreUnderTest {
  readonly files: FileStore;
  /** Sends a form as a browser does. */
  bring(form: Pick<UploadForm, 'url' | 'fields'>, bytes: Uint8Array): Promise<'taken' | 'refused'>;
}

const CSV = { name: '매출 (3월).csv', mediaType: 'text/csv' };
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What every store of files must do. `open` takes a clock in milliseconds. */
export function describeFileStore(name: string, open: (now: () => number) => Promise<FileStoreUnderTest>): void {
  describe(name, () => {
    let clock: number;
    let store: FileStoreUnderTest;
    let files: FileStore;
    let key: FileKey;
    beforeEach(async () => {
      // S3 knows the time itself.
      clock = Date.now();
      store = await open(() => clock);
      ({ files } = store);
      key = { conversationId: `hello.${newMessageId()}`, uploadId: newMessageId() };
    });
    const offer = (size: number, of = key) => files.offer(of, { ...CSV, size });
    const attachment = (uploadId = key.uploadId) => ({ id: uploadId, name: CSV.name, type: 'csv', size: 4 });
    const keep = (of: FileKey) => files.keep(of, { attachment: attachment(of.uploadId), bytes: bytesOf('kept') });

    it('takes a file by the form that was made for it', async () => {
      const form = await offer(4);
      expect(form.expiresAt).toBeGreaterThan(clock);
      expect(form.expiresAt).toBeLessThanOrEqual(clock + 10 * 60_000);
      expect(await files.brought(key)).toBeUndefined();
      expect(await store.bring(form, bytesOf('a\n1\n'))).toBe('taken');
      const brought = await files.brought(key);
      expect(brought?.name).toBe(CSV.name);
      expect(new TextDecoder().decode(brought?.bytes)).toBe('a\n1\n');
    });

    it('takes no file of another size, type or key by it, and none too late', async () => {
      const form = await offer(4);
      expect(await store.bring(form, bytesOf('a\n1'))).toBe('refused');
      expect(await store.bring(form, bytesOf('a\n12\n'))).toBe('refused');
      const other = await offer(4, { ...key, uploadId: newMessageId() });
      for (const [field, value] of Object.entries({ 'Content-Type': 'text/html', key: `${form.fields['key']}2` }))
        expect(await store.bring({ ...form, fields: { ...form.fields, [field]: value } }, bytesOf('a\n1\n'))).toBe(
          'refused',
        );
      clock += 11 * 60_000;
      expect(await store.bring(other, bytesOf('a\n1\n'))).toBe('refused');
    });

    it('keeps what was made of it, in its place, also when it is done twice', async () => {
      await store.bring(await offer(4), bytesOf('a\n1\n'));
      expect(await files.describe(key)).toBeUndefined();
      await keep(key);
      await keep(key);
      expect(await files.brought(key)).toBeUndefined();
      expect(await files.describe(key)).toEqual(attachment());
      expect(new TextDecoder().decode(await files.read(key))).toBe('kept');
      await files.keep(key, { attachment: { ...attachment(), isExcerpt: true }, bytes: bytesOf('less') });
      expect(await files.describe(key)).toEqual({ ...attachment(), isExcerpt: true });
    });

    it('gives nobody a file by the name of another conversation', async () => {
      await keep(key);
      for (const conversationId of ['hello', `hello.${newMessageId()}`, `${key.conversationId}2`])
        expect(await files.read({ ...key, conversationId })).toBeUndefined();
    });

    it('drops a file, brought or kept, and forgives one that is gone', async () => {
      await store.bring(await offer(4), bytesOf('a\n1\n'));
      await files.drop(key);
      expect(await files.brought(key)).toBeUndefined();
      await keep(key);
      await files.drop(key);
      await files.drop(key);
      expect(await files.read(key)).toBeUndefined();
    });

    it('copies what one conversation keeps into another, and leaves both', async () => {
      const other = { ...key, conversationId: `hello.${newMessageId()}` };
      const second = { ...key, uploadId: newMessageId() };
      await Promise.all([keep(key), keep(second)]);
      await files.copy(key.conversationId, other.conversationId);
      await files.copy(key.conversationId, other.conversationId);
      for (const copied of [other, { ...second, conversationId: other.conversationId }, key, second])
        expect(await files.describe(copied)).toEqual(attachment(copied.uploadId));
    });

    it('erases all files of a conversation, and none of another', async () => {
      const others = { ...key, conversationId: `${key.conversationId}2` };
      const second = { ...key, uploadId: newMessageId() };
      await Promise.all([keep(key), keep(others)]);
      await store.bring(await offer(4, second), bytesOf('a\n1\n'));
      await files.erase(key.conversationId);
      await files.erase(key.conversationId);
      expect(await files.read(key)).toBeUndefined();
      expect(await files.brought(second)).toBeUndefined();
      expect(await files.read(others)).toBeDefined();
    });
  });
}
