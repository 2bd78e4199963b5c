import { ATTACHMENTS_MAX, type UploadForm, type UploadReceipt } from '@lex-chat/protocol';
import { parseUploadForm, parseUploadReceipt, refuseFile } from '@lex-chat/protocol/files';
import type { Conversation } from '../conversation/conversation.ts';

/** A file that a visitor attaches, on its way to being sent with a message. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly state:
    | { readonly kind: 'bringing'; readonly part: number }
    | { readonly kind: 'inspecting' }
    | { readonly kind: 'ready'; readonly receipt: UploadReceipt }
    /** By a code of the service, or `too-many`. */
    | { readonly kind: 'refused'; readonly code: string };
}

/** Brings a file by a form; `told` hears what part of it, from 0 to 1, is there. Rejects when that fails or is aborted. */
export type SendForm = (
  form: UploadForm,
  file: File,
  told: (part: number) => void,
  signal: AbortSignal,
) => Promise<void>;

export interface Uploads {
  readonly list: readonly Upload[];
  add(files: readonly File[]): void;
  /** Takes a file back, whatever has become of it. */
  remove(id: number): void;
  /** Those that are there, to go with a message. */
  readonly ready: readonly UploadReceipt[];
  /** Whether some are still on their way. */
  readonly isBusy: boolean;
  /** Forgets them all, also those on their way: they went with a message, or their conversation is over. */
  forget(): void;
}

/** Brings files as they are attached. `changed` is called after each change; `ended` hears how each came out. */
export function createUploads(
  post: Conversation['ask'],
  features: () => readonly string[],
  send: SendForm,
  changed: () => void,
  ended: (upload: Upload) => void,
): Uploads {
  let list: readonly Upload[] = [];
  let lastId = 0;
  const ends = new Map<number, AbortController>();

  function become(id: number, state: Upload['state']): void {
    list = list.map(upload => (upload.id === id ? { ...upload, state } : upload));
    changed();
    const upload = list.find(one => one.id === id);
    if (upload && (state.kind === 'ready' || state.kind === 'refused')) ended(upload);
  }

  async function bring(id: number, file: File): Promise<void> {
    const end = new AbortController();
    ends.set(id, end);
    const offered = await post('/uploads', { name: file.name, size: file.size });
    if (end.signal.aborted) return;
    const form = offered.ok ? parseUploadForm(offered.value) : undefined;
    if (!form)
      return become(id, { kind: 'refused', code: offered.ok ? 'unavailable' : (offered.said ?? offered.code) });
    try {
      await send(form, file, part => become(id, { kind: 'bringing', part }), end.signal);
    } catch {
      // Taken back by the visitor, or the line broke.
      return become(id, { kind: 'refused', code: 'unavailable' });
    }
    become(id, { kind: 'inspecting' });
    const looked = await post(`/uploads/${form.uploadId}`, {});
    const receipt = looked.ok ? parseUploadReceipt(looked.value) : undefined;
    if (receipt) become(id, { kind: 'ready', receipt });
    else become(id, { kind: 'refused', code: looked.ok ? 'unavailable' : (looked.said ?? looked.code) });
  }

  return {
    get list() {
      return list;
    },
    add(files) {
      for (const file of files) {
        const id = ++lastId;
        list = [...list, { id, name: file.name, state: { kind: 'bringing', part: 0 } }];
        const isOne = list.filter(({ state }) => state.kind !== 'refused').length <= ATTACHMENTS_MAX;
        const refused = isOne ? refuseFile(file, features())?.code : 'too-many';
        if (refused === undefined) void bring(id, file);
        else become(id, { kind: 'refused', code: refused });
      }
      changed();
    },
    remove(id) {
      ends.get(id)?.abort();
      ends.delete(id);
      const gone = list.find(upload => upload.id === id);
      list = list.filter(upload => upload !== gone);
      // Nobody waits for it, and what stays goes with the conversation.
      if (gone?.state.kind === 'ready') void post(`/uploads/${gone.state.receipt.attachment.id}`, null);
      changed();
    },
    get ready() {
      return list.flatMap(({ state }) => (state.kind === 'ready' ? [state.receipt] : []));
    },
    get isBusy() {
      return list.some(({ state }) => state.kind === 'bringing' || state.kind === 'inspecting');
    },
    forget() {
      for (const end of ends.values()) end.abort();
      ends.clear();
      list = [];
      changed();
    },
  };
}
