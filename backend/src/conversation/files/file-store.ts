import type { Attachment, UploadForm } from '@lex-chat/protocol';

/** One file of a conversation: nobody reaches it by the name of another conversation. */
export interface FileKey {
  readonly conversationId: string;
  /** A UUIDv7 of ours. */
  readonly uploadId: string;
}

/** What a visitor wants to bring, checked as far as its name and size go. */
export interface Offered {
  readonly name: string;
  /** What S3 is to call it. */
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
}

/** As it lies where a browser has put it. Nobody has looked into it. */
export interface Brought {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file that was looked into, in the form in which the model is shown it. */
export interface Kept {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array;
}

/**
 * Files that visitors bring. First they lie where a browser may put them, once and for some minutes; what is kept was looked into, and lies
 * where no browser writes: so it is what was looked into. All methods throw `UpstreamError`.
 */
export interface FileStore {
  /** A form by which one file of just that size and type can be brought, and nothing else. */
  offer(key: FileKey, file: Offered): Promise<Omit<UploadForm, 'uploadId'>>;
  /** What was brought; undefined if nothing was, or it is gone. */
  brought(key: FileKey): Promise<Brought | undefined>;
  /** Keeps what was made of a file that was brought, in its place. Done again, it is the same. */
  keep(key: FileKey, file: Kept): Promise<void>;
  /** What is kept, without its bytes. */
  describe(key: FileKey): Promise<Attachment | undefined>;
  /** The bytes that are kept; undefined if there are none. */
  read(key: FileKey): Promise<Uint8Array | undefined>;
  /** Deletes a file, brought or kept; nothing, if there is none. */
  drop(key: FileKey): Promise<void>;
  /** Copies what one conversation keeps into another, under the same ids. */
  copy(from: string, to: string): Promise<void>;
  /** Deletes all files of a conversation. */
  erase(conversationId: string): Promise<void>;
}
