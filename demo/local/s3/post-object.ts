import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Objects } from './objects.ts';
import { refusePost } from './post-policy.ts';
import { readForm } from './read-form.ts';
import { sendError } from './xml.ts';

export interface Asked {
  readonly request: IncomingMessage;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly bytes: Buffer;
}

export interface PostOptions {
  readonly bucket: string;
  readonly objects: Objects;
  readonly mayDo: (accessKeyId: string, operation: string, key: string) => boolean;
  readonly secretOf: (accessKeyId: string) => string | undefined;
  readonly now: () => number;
}

/** PostObject: a form as a browser sends it, with the file as its last field. */
export async function answerPost(
  { request, bytes }: Asked,
  response: ServerResponse,
  { bucket, objects, secretOf, mayDo, now }: PostOptions,
): Promise<void> {
  const form = readForm(request.headers['content-type'] ?? '', bytes);
  if (!form)
    return sendError(response, {
      status: 400,
      code: 'InvalidArgument',
      message: 'POST requires exactly one file upload per request.',
    });
  const { fields, file } = form;
  const refused = refusePost({ fields, size: file.length }, bucket, secretOf, now());
  if (refused) return sendError(response, refused);
  const key = fields.get('key')!;
  const [signer = ''] = fields.get('x-amz-credential')!.split('/');
  if (!mayDo(signer, 'PutObject', key))
    return sendError(response, { status: 403, code: 'AccessDenied', message: 'Access Denied' });
  const metadata = [...fields]
    .filter(([name]) => name.startsWith(META))
    .map(([name, value]) => [name.slice(META.length), value]);
  await objects.put(key, {
    lastModified: now(),
    bytes: file,
    contentType: fields.get('content-type') ?? 'binary/octet-stream',
    metadata: Object.fromEntries(metadata) as Record<string, string>,
  });
  response.writeHead(204).end();
}

export const META = 'x-amz-meta-';
