import type { Attachment } from '@lex-chat/protocol';
import type { Brought, FileKey, FileStore, Kept, Offered } from '../conversation/files/file-store.ts';

/** Files that last as long as the process: for tests, held to the same contract as S3's. */
export interface MemoryFiles extends FileStore {
  /** Brings a file by a form that was offered, as a browser does. */
  bring(fields: Readonly<Record<string, string>>, bytes: Uint8Array): Promise<'taken' | 'refused'>;
}

/** How long a form is good, in milliseconds. */
const FORM_LIFE_MS = 5 * 60_000;

export function createMemoryFiles(now: () => number = Date.now): MemoryFiles {
  const offers = new Map<string, Offered & { readonly expiresAt: number }>();
  const brought = new Map<string, Brought>();
  const kept = new Map<string, Kept>();
  const nameOf = ({ conversationId, uploadId }: FileKey) => `${conversationId}/${uploadId}`;
  const ofConversation = (id: string) => [...kept.keys(), ...brought.keys()].filter(name => name.startsWith(`${id}/`));

  return {
    async offer(key, file) {
      const expiresAt = now() + FORM_LIFE_MS;
      offers.set(nameOf(key), { ...file, expiresAt });
      return { url: 'memory:', fields: { key: nameOf(key), 'Content-Type': file.mediaType }, expiresAt };
    },
    async bring({ key = '', 'Content-Type': mediaType }, bytes) {
      const offer = offers.get(key);
      const isAsOffered = offer?.mediaType === mediaType && offer?.size === bytes.length && offer.expiresAt > now();
      if (!offer || !isAsOffered) return 'refused';
      brought.set(key, { name: offer.name, bytes });
      return 'taken';
    },
    brought: async key => brought.get(nameOf(key)),
    async keep(key, file) {
      kept.set(nameOf(key), file);
      brought.delete(nameOf(key));
    },
    describe: async (key): Promise<Attachment | undefined> => kept.get(nameOf(key))?.attachment,
    read: async key => kept.get(nameOf(key))?.bytes,
    async drop(key) {
      brought.delete(nameOf(key));
      kept.delete(nameOf(key));
    },
    async copy(from, to) {
      for (const [name, file] of [...kept])
        if (name.startsWith(`${from}/`)) kept.set(`${to}${name.slice(from.length)}`, file);
    },
    async erase(conversationId) {
      for (const name of ofConversation(conversationId)) {
        brought.delete(name);
        kept.delete(name);
      }
    },
  };
}
