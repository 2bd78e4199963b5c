import { FILE_NAME_MAX_LENGTH, fileTypeOf, maxFileSize, UPLOAD_FEATURE } from './file-types.ts';
import type { ProblemCode } from './failure-code.ts';
import { isCount, isNonEmptyString, isRecord } from './json.ts';
import { BODY_MAX_BYTES } from './limits.ts';
import { isMessageId } from './message-id.ts';
import { accept, readObject, refuse, type Parsed, type Refused } from './parse-client-message.ts';
import { parseAttachment } from './parse-entry.ts';
import type { UploadForm, UploadReceipt, UploadRequest } from './rest.ts';

/** Reads the body of `POST /uploads`. */
export function parseUploadRequest(body: string): Parsed<UploadRequest, ProblemCode> {
  const read = readObject(body, BODY_MAX_BYTES);
  if (!read.ok) return read;
  const { name, size } = read.value;
  if (typeof name !== 'string' || !isFileName(name))
    return refuse(
      'invalid-message',
      `name is what a file is called, of ${FILE_NAME_MAX_LENGTH} UTF-16 code units at most`,
    );
  if (!isCount(size)) return refuse('invalid-message', 'size is a number of bytes');
  return refuseFile({ name, size }) ?? accept({ name, size });
}

/**
 * Why a file is not taken, before anybody has looked into it: by the ending of its name and its size. Undefined where nothing is wrong with
 * it so far. `features` are those of the session; without them every type is taken that this version knows.
 */
export function refuseFile(
  { name, size }: UploadRequest,
  features?: readonly string[],
): Refused<ProblemCode> | undefined {
  const type = fileTypeOf(name);
  if (!type || (features && !features.includes(UPLOAD_FEATURE + type)))
    return refuse('file-type-refused', 'files of this type are not taken');
  if (size === 0) return refuse('file-empty', 'there is nothing in the file');
  if (size > maxFileSize(type)) return refuse('too-large', `${maxFileSize(type)} bytes are the most of ${type}`);
  return undefined;
}

/** Reads what `POST /uploads` answered; undefined when it is no form. */
export function parseUploadForm(body: unknown): UploadForm | undefined {
  if (!isRecord(body) || !isRecord(body.fields)) return undefined;
  const { uploadId, url, fields, expiresAt } = body;
  if (!isMessageId(uploadId) || typeof url !== 'string' || !isCount(expiresAt)) return undefined;
  const entries = Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === 'string');
  return { uploadId, url, fields: Object.fromEntries(entries), expiresAt };
}

/** Reads what `POST /uploads/{uploadId}` answered; undefined when it is no receipt. */
export function parseUploadReceipt(body: unknown): UploadReceipt | undefined {
  if (!isRecord(body) || !isNonEmptyString(body.receipt)) return undefined;
  const attachment = parseAttachment(body.attachment);
  return attachment && { attachment, receipt: body.receipt };
}

/** A name for people to read: no part of a path, and nothing that could end a line or turn the direction of what follows. */
function isFileName(name: string): boolean {
  return (
    name.trim() !== '' &&
    name.length <= FILE_NAME_MAX_LENGTH &&
    name.isWellFormed() &&
    !/[/\\]|\p{Cc}|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.test(name)
  );
}
