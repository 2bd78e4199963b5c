import {
  isRecord,
  listOf,
  messageId,
  parseAttachment,
  shape,
  text,
  truth,
  when,
  type Attributes,
  type MessageSend,
  type Read,
  type UploadReceipt,
} from '@lex-chat/protocol';
import type { JsonStorage } from './json-storage.ts';

/** Something the visitor said that the service has not accepted yet. */
export interface Unsent {
  readonly messageId: string;
  readonly text: string;
  readonly attributes?: Attributes;
  /** The files that go with it. */
  readonly files?: readonly UploadReceipt[];
  /** What is to be done with the text, if it is not chat. */
  readonly mode?: string;
  /** Which model answers, if the visitor has chosen one. */
  readonly model?: string;
  /** Whether nobody is to see the text: it is not kept in the browser, and goes with the page. */
  readonly obfuscated?: true;
  /** When it was said, in milliseconds since 1970. */
  readonly at: number;
  /** Whether it was stored before and is to be answered afresh: then that it is stored does not mean that it was heard. */
  readonly again?: true;
}

/** What goes with a text that is sent. */
export type Extras = Pick<Unsent, 'attributes' | 'mode' | 'model' | 'obfuscated' | 'files'>;

/** A message as the wire has it. It is to become JSON, which leaves out what is undefined. */
export function asSent({ messageId, text, attributes, mode, model, obfuscated, files }: Unsent) {
  const uploads = files?.map(({ receipt }) => receipt);
  return { messageId, text, attributes, mode, model, obfuscated, uploads } as Sent;
}

type Sent = Omit<MessageSend, 'type'>;

/** What waits to be sent, oldest first. It outlives the page. */
export interface Outbox {
  list(): readonly Unsent[];
  /** Queues a message behind the others. One that waits already keeps its place. */
  add(message: Unsent): void;
  remove(messageId: string): void;
  /** Whoever speaks is the one who spoke before: what is stored is theirs, and what they say is stored. */
  own(): void;
  /** Forgets everything, here and in storage. */
  clear(): void;
}

/**
 * The outbox of one conversation. Tabs share what is stored, so each change is made to what is stored at that moment.
 * While it is not known whose what is stored is (`isOwned`), it is neither shown nor changed.
 */
export function createOutbox(name: string, storage: JsonStorage, isOwned = true): Outbox {
  const key = `outbox:${name}`;
  const read = () => (isOwned && readUnsent(storage.read(key))) || [];
  const write = (list: readonly Unsent[]) => {
    const kept = list.filter(({ obfuscated }) => !obfuscated);
    if (isOwned) storage.write(key, kept.length > 0 ? kept : null);
  };
  let waiting = read();

  return {
    list: () => waiting,
    add(message) {
      waiting = append(waiting, message);
      write(append(read(), message));
    },
    remove(messageId) {
      if (!waiting.some(message => message.messageId === messageId)) return;
      waiting = waiting.filter(message => message.messageId !== messageId);
      write(read().filter(message => message.messageId !== messageId));
    },
    own() {
      isOwned = true;
      waiting = waiting.reduce(append, read());
      write(waiting);
    },
    clear() {
      waiting = [];
      write([]);
    },
  };
}

function append(list: readonly Unsent[], message: Unsent): readonly Unsent[] {
  return list.some(({ messageId }) => messageId === message.messageId) ? list : [...list, message];
}

const readUnsent: Read<readonly Unsent[]> = listOf(
  shape(
    // A clock may stand before 1970, or tell parts of a millisecond.
    { messageId, text, at: when(value => typeof value === 'number') },
    {
      attributes: when((value): value is Attributes => isRecord(value)),
      files: listOf(shape({ receipt: text, attachment: parseAttachment })),
      mode: text,
      model: text,
      again: truth,
    },
  ),
);
