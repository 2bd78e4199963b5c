import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { etagOf } from './etag.ts';
import type { Objects, StoredObject } from './objects.ts';
import { META, type Asked } from './post-object.ts';
import { escapeXml, sendError, sendXml, unescapeXml } from './xml.ts';

/** As many as S3 lists and deletes at once. */
const KEYS_MAX = 1_000;

export interface ApiOptions {
  readonly bucket: string;
  readonly objects: Objects;
  /** What the bearer of the key may do with an object, or with all of them (null). */
  readonly mayDo: (operation: string, key: string | null) => boolean;
  readonly now: () => number;
}

/** What functions do with objects: get, head, put, copy, delete, list. */
export async function answerApi(
  { request, key, query, bytes }: Asked,
  response: ServerResponse,
  { bucket, objects, mayDo, now }: ApiOptions,
): Promise<void> {
  const { method = '', headers } = request;
  if (key === '') {
    if (method === 'GET' && query.get('list-type') === '2')
      return mayDo('ListBucket', null) ? list(objects, query, response) : denied(response);
    if (method === 'POST' && query.has('delete')) return deleteAll(objects, bytes, mayDo, response);
    return sendError(response, {
      status: 405,
      code: 'MethodNotAllowed',
      message: 'Not allowed against this resource.',
    });
  }
  switch (method) {
    case 'GET':
    case 'HEAD': {
      if (!mayDo('GetObject', key)) return denied(response);
      const found = objects.get(key);
      if (found) return send(found, method, response);
      // The answer to HEAD has no body to say so.
      if (method === 'HEAD') return void response.writeHead(404).end();
      return noSuchKey(response);
    }
    case 'PUT': {
      const source = headers['x-amz-copy-source'];
      const from = source === undefined ? key : keyIn(String(source), bucket);
      if (!mayDo('PutObject', key) || (source !== undefined && !mayDo('GetObject', from))) return denied(response);
      const tagging = headers['x-amz-tagging'];
      if (tagging !== undefined && !mayDo('PutObjectTagging', key)) return denied(response);
      const put = source === undefined ? toObject(bytes, headers) : objects.get(from);
      if (!put) return noSuchKey(response);
      await objects.put(key, {
        ...put,
        lastModified: now(),
        ...(tagging !== undefined && { tagging: String(tagging) }),
      });
      const etag = etagOf(put.bytes);
      if (source === undefined) return void response.writeHead(200, { ETag: etag }).end();
      return sendXml(response, 200, `<CopyObjectResult><ETag>${escapeXml(etag)}</ETag></CopyObjectResult>`);
    }
    case 'DELETE':
      if (!mayDo('DeleteObject', key)) return denied(response);
      await objects.delete(key);
      return void response.writeHead(204).end();
    default:
      return sendError(response, {
        status: 405,
        code: 'MethodNotAllowed',
        message: 'Not allowed against this resource.',
      });
  }
}

function send({ bytes, contentType, metadata }: StoredObject, method: string, response: ServerResponse): void {
  const known = Object.entries(metadata).map(([name, value]) => [META + name, value]);
  response
    .writeHead(200, {
      'Content-Type': contentType,
      'Content-Length': bytes.length,
      ETag: etagOf(bytes),
      ...(Object.fromEntries(known) as Record<string, string>),
    })
    .end(method === 'HEAD' ? undefined : bytes);
}

function toObject(bytes: Buffer, headers: IncomingHttpHeaders): Omit<StoredObject, 'lastModified'> {
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith(META))
    .map(([name, value]) => [name.slice(META.length), String(value)]);
  return {
    bytes,
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    metadata: Object.fromEntries(metadata) as Record<string, string>,
  };
}

function keyIn(source: string, bucket: string): string {
  const path = decodeURIComponent(source).replace(/^\//, '');
  return path.startsWith(`${bucket}/`) ? path.slice(bucket.length + 1) : '';
}

function list(objects: Objects, query: URLSearchParams, response: ServerResponse): void {
  const after = query.get('continuation-token') ?? '';
  const all = objects.keys(query.get('prefix') ?? '').filter(key => key > after);
  const keys = all.slice(0, KEYS_MAX);
  const isTruncated = all.length > keys.length;
  sendXml(
    response,
    200,
    [
      `<ListBucketResult><KeyCount>${keys.length}</KeyCount><IsTruncated>${isTruncated}</IsTruncated>`,
      ...keys.map(key => {
        const modified = new Date(objects.get(key)?.lastModified ?? 0).toISOString();
        return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${modified}</LastModified></Contents>`;
      }),
      isTruncated ? `<NextContinuationToken>${escapeXml(keys.at(-1)!)}</NextContinuationToken>` : '',
      '</ListBucketResult>',
    ].join(''),
  );
}

async function deleteAll(
  objects: Objects,
  bytes: Buffer,
  mayDo: ApiOptions['mayDo'],
  response: ServerResponse,
): Promise<void> {
  const keys = [...bytes.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => unescapeXml(key));
  if (keys.length === 0 || keys.length > KEYS_MAX)
    return sendError(response, {
      status: 400,
      code: 'MalformedXML',
      message: 'The XML you provided was not well-formed',
    });
  // Each by itself: some may go while others may not.
  const errors: string[] = [];
  for (const key of keys)
    if (mayDo('DeleteObject', key)) await objects.delete(key);
    else errors.push(`<Error><Key>${escapeXml(key)}</Key><Code>AccessDenied</Code></Error>`);
  sendXml(response, 200, `<DeleteResult>${errors.join('')}</DeleteResult>`);
}

function noSuchKey(response: ServerResponse): void {
  sendError(response, { status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' });
}

function denied(response: ServerResponse): void {
  sendError(response, { status: 403, code: 'AccessDenied', message: 'Access Denied' });
}
