import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type Attachment } from '@lex-chat/protocol';
import { fileTypeOf } from '@lex-chat/protocol/files';
import type { FileKey, FileStore } from '../conversation/files/file-store.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { BROUGHT_PREFIX, DAYS_LEFT_TAG, FILE_DAYS, KEPT_PREFIX } from './s3-prefixes.ts';

/** How long a form is good, in seconds. It is sent at once; a file on a slow line has this long to begin. */
const FORM_LIFE_SECONDS = 5 * 60;

/** Files in a bucket of their own, by the keys `{prefix}{conversation}/{upload}`. `client` gives up in good time. */
export function createS3Files(client: S3Client, bucket: string, now: () => number = Date.now): FileStore {
  const Bucket = bucket;
  const broughtAt = (key: FileKey) => BROUGHT_PREFIX + pathOf(key);
  const keptAt = (key: FileKey) => KEPT_PREFIX + pathOf(key);

  const deleteAll = async (keys: readonly string[]) => {
    if (keys.length === 0) return;
    const Delete = { Objects: keys.map(Key => ({ Key })), Quiet: true };
    const { Errors = [] } = await done(client.send(new DeleteObjectsCommand({ Bucket, Delete })));
    if (Errors.length > 0) throw new UpstreamError('uploads', { cause: Errors[0]?.Code });
  };
  async function* list(Prefix: string): AsyncGenerator<readonly Listed[]> {
    for (let ContinuationToken: string | undefined; ;) {
      const command = new ListObjectsV2Command({ Bucket, Prefix, ...(ContinuationToken && { ContinuationToken }) });
      const { Contents = [], NextContinuationToken } = await done(client.send(command));
      yield Contents.flatMap(({ Key, LastModified }) => (Key === undefined ? [] : { Key, LastModified }));
      if (!NextContinuationToken) return;
      ContinuationToken = NextContinuationToken;
    }
  }
  const get = (Key: string) =>
    ifThere(async () => {
      const { Body, Metadata = {} } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), metadata: Metadata };
    });

  return {
    async offer(key, { name, mediaType, size }) {
      const expiresAt = now() + FORM_LIFE_SECONDS * 1_000;
      const fields = { 'Content-Type': mediaType, [`x-amz-meta-${NAME}`]: encodeName(name) };
      // Signed here, with what the function has: nothing is asked of S3. Each field is a condition as well.
      const form = createPresignedPost(client, {
        Bucket,
        Key: broughtAt(key),
        Fields: fields,
        Conditions: [
          ...Object.entries(fields).map(([field, value]) => ({ [field]: value })),
          ['content-length-range', size, size],
        ],
        Expires: FORM_LIFE_SECONDS,
      });
      return { ...(await done(form)), expiresAt };
    },

    async brought(key) {
      const found = await get(broughtAt(key));
      return found && { name: decodeName(found.metadata[NAME] ?? ''), bytes: found.bytes };
    },

    async keep(key, { attachment: { name, size, isExcerpt }, bytes }) {
      const put = new PutObjectCommand({
        Bucket,
        Key: keptAt(key),
        Body: bytes,
        // Never given to a browser, whatever becomes of the bucket's settings.
        ContentType: 'application/octet-stream',
        Metadata: { [NAME]: encodeName(name), [SIZE]: String(size), ...(isExcerpt && { [EXCERPT]: 'yes' }) },
      });
      await done(client.send(put));
      await deleteAll([broughtAt(key)]);
    },

    async describe(key): Promise<Attachment | undefined> {
      const command = new HeadObjectCommand({ Bucket, Key: keptAt(key) });
      const found = await ifThere(async () => (await client.send(command)).Metadata ?? {});
      if (!found) return undefined;
      const name = decodeName(found[NAME] ?? '');
      const isExcerpt = found[EXCERPT] !== undefined;
      return {
        id: key.uploadId,
        name,
        type: fileTypeOf(name) ?? '',
        size: Number(found[SIZE]),
        ...(isExcerpt && { isExcerpt }),
      };
    },

    read: async key => (await get(keptAt(key)))?.bytes,
    drop: key => deleteAll([broughtAt(key), keptAt(key)]),

    async copy(from, to) {
      for await (const listed of list(`${KEPT_PREFIX}${from}/`))
        await Promise.all(
          listed.map(({ Key, LastModified }) => {
            const copy = new CopyObjectCommand({
              Bucket,
              Key: `${KEPT_PREFIX}${to}/${Key.slice(KEPT_PREFIX.length + from.length + 1)}`,
              CopySource: `${bucket}/${Key}`,
              // S3 counts the days of a copy from its making: the bucket has a rule for each number of those that are left.
              TaggingDirective: 'REPLACE',
              Tagging: `${DAYS_LEFT_TAG}=${daysLeft(LastModified?.getTime() ?? now(), now())}`,
            });
            return done(client.send(copy));
          }),
        );
    },

    async erase(conversationId) {
      for (const prefix of [BROUGHT_PREFIX, KEPT_PREFIX])
        for await (const listed of list(`${prefix}${conversationId}/`)) await deleteAll(listed.map(({ Key }) => Key));
    },
  };
}

interface Listed {
  readonly Key: string;
  readonly LastModified: Date | undefined;
}

/** Whole days, of which the last has begun: 1 at the least, which is as little as S3 knows. */
function daysLeft(since: number, now: number): number {
  return Math.max(1, FILE_DAYS - Math.floor((now - since) / 86_400_000));
}

/** Names of what is known of an object, in lower case as S3 writes them. */
const NAME = 'name';
const SIZE = 'size';
const EXCERPT = 'excerpt';

function pathOf({ conversationId, uploadId }: FileKey): string {
  return `${conversationId}/${uploadId}`;
}

/** S3 keeps nothing but ASCII beside an object, two kilobytes of it: enough for any name in this form. */
function encodeName(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function decodeName(value: string): string {
  return Buffer.from(value, 'base64url').toString();
}

async function ifThere<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    // HEAD has no body to name it by.
    if (error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return undefined;
    throw new UpstreamError('uploads', { cause: error });
  }
}

async function done<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new UpstreamError('uploads', { cause: error });
  }
}
