import { isMessageId, newMessageId, type Attachment, type UploadForm, type UploadReceipt } from '@lex-chat/protocol';
import { fileTypeOf, MEDIA_TYPES, parseUploadRequest, type FileType } from '@lex-chat/protocol/files';
import type { FileKey, FileStore } from '../conversation/files/file-store.ts';
import type { TurnState, TurnStore } from '../conversation/stores.ts';
import { inspectFile } from '../conversation/files/inspect-file.ts';
import type { UploadAllowance } from '../conversation/limits/upload-allowance.ts';
import type { AddressNames } from '../identity/address.ts';
import type { UploadReceipts } from '../identity/upload-receipts.ts';
import { authorize } from './authorize.ts';
import { authorizeCounted, type CountOptions } from './count-request.ts';
import { accepted, emptyAnswer, jsonAnswer, Refusal, type RestAnswer } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

export interface UploadOptions extends CountOptions {
  /** Where nothing can be attached there is none. */
  readonly files?: FileStore | undefined;
  readonly turns: Pick<TurnStore, 'read'>;
  /** What may be attached. */
  readonly uploadTypes: readonly FileType[];
  readonly receipts: UploadReceipts;
  readonly uploadAllowance: UploadAllowance;
  readonly addressOf: AddressNames;
}

type Step = (request: RestRequest, options: UploadOptions) => Promise<RestAnswer>;

/** A file is offered, brought to where no function is in the way, then looked into and kept. Always in the conversation of the token. */
export const UPLOAD_STEPS: Readonly<Record<string, Step>> = {
  'POST /uploads': async (request, options) => {
    const { conversationId, visitorId } = await authorize(request, options.admission);
    const files = filesOf(options);
    const { name, size } = accepted(parseUploadRequest(request.body));
    const type = fileTypeOf(name);
    if (!type || !options.uploadTypes.includes(type)) throw new Refusal('file-type-refused');
    const address = await options.addressOf(request.from);
    const passed = await options.uploadAllowance({ conversationId, visitorId, address }, size);
    if (!passed.ok) throw new Refusal('rate-limited', undefined, passed.retryAfterMs);

    const uploadId = newMessageId();
    const offered = await files.offer({ conversationId, uploadId }, { name, size, mediaType: MEDIA_TYPES[type] });
    const form: UploadForm = { uploadId, ...offered };
    return jsonAnswer(201, form);
  },

  'POST /uploads/{uploadId}': async (request, options) => {
    const { conversationId } = await authorizeCounted(request, options);
    const files = filesOf(options);
    const key = { conversationId, uploadId: uploadIdOf(request) };
    // Kept before: an answer that was lost on its way is given again.
    const attachment = (await keepUndeleted(key, files, options.turns)) ?? (await files.describe(key));
    if (!attachment) throw new Refusal('file-unknown');
    const receipt: UploadReceipt = { attachment, receipt: await options.receipts.issue(conversationId, attachment) };
    return jsonAnswer(200, receipt);
  },

  'DELETE /uploads/{uploadId}': async (request, options) => {
    const { conversationId } = await authorizeCounted(request, options);
    await filesOf(options).drop({ conversationId, uploadId: uploadIdOf(request) });
    return emptyAnswer();
  },
};

/** Of a conversation that is deleted meanwhile nothing is kept: its deletion may have gone through its files before this one was there. */
async function keepUndeleted(
  key: FileKey,
  files: FileStore,
  turns: UploadOptions['turns'],
): Promise<Attachment | undefined> {
  const before = await turns.read(key.conversationId);
  const attachment = await keep(key, files);
  if (!attachment) return undefined;
  const after = await turns.read(key.conversationId);
  if (!isClearedSince(before, after)) return attachment;
  await files.drop(key);
  return undefined;
}

/** Where nothing had been said, what is cleared is no more than before: there it is the attempt alone that tells, which no message has raised. */
function isClearedSince(before: TurnState, after: TurnState): boolean {
  const isSilent = after.messageId === null && after.answered === after.cleared;
  return after.cleared !== before.cleared || (isSilent && after.attempt !== before.attempt);
}

/** Looks into what was brought, and keeps it if it is what its name says; undefined where nothing was. Throws a `Refusal`. */
async function keep(key: FileKey, files: FileStore): Promise<Attachment | undefined> {
  const brought = await files.brought(key);
  if (!brought) return undefined;
  const { name, bytes } = brought;
  const type = fileTypeOf(name);
  const inspected = type ? inspectFile(bytes, type) : ({ ok: false, code: 'file-type-refused' } as const);
  if (!type || !inspected.ok) {
    await files.drop(key);
    throw new Refusal(inspected.ok ? 'file-type-refused' : inspected.code);
  }
  const { isExcerpt } = inspected;
  const attachment = { id: key.uploadId, name, type, size: bytes.length, ...(isExcerpt && { isExcerpt }) } as const;
  await files.keep(key, { attachment, bytes: inspected.bytes });
  return attachment;
}

function filesOf({ files }: UploadOptions): FileStore {
  if (!files) throw new Refusal('not-found', 'nothing can be attached here');
  return files;
}

/** One that cannot be one is as unknown as one that is nobody's, and is no part of a key. */
function uploadIdOf({ parameters: { uploadId } }: RestRequest): string {
  if (!isMessageId(uploadId)) throw new Refusal('file-unknown');
  return uploadId;
}
