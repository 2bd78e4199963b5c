import type { FileStore } from '../conversation/files/file-store.ts';
import type { Environment } from './environment.ts';

/** What visitors attach; undefined where there is no bucket for it. S3's client is loaded with the first file. */
export function createFiles({ UPLOADS_BUCKET }: Pick<Environment, 'UPLOADS_BUCKET'>): FileStore | undefined {
  if (UPLOADS_BUCKET === undefined) return undefined;
  let loading: Promise<FileStore> | undefined;
  const load = () => (loading ??= import('./s3-files.ts').then(({ createFilesIn }) => createFilesIn(UPLOADS_BUCKET)));
  return {
    offer: async (key, file) => (await load()).offer(key, file),
    brought: async key => (await load()).brought(key),
    keep: async (key, file) => (await load()).keep(key, file),
    describe: async key => (await load()).describe(key),
    read: async key => (await load()).read(key),
    drop: async key => (await load()).drop(key),
    copy: async (from, to) => (await load()).copy(from, to),
    erase: async conversationId => (await load()).erase(conversationId),
  };
}
