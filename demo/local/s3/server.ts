import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSigned } from '../gateway/is-signed.ts';
import { readBody } from '../gateway/read-body.ts';
import { openObjects } from './objects.ts';
import { answerApi } from './object-api.ts';
import { answerPost } from './post-object.ts';
import { sendError } from './xml.ts';

export interface LocalS3 {
  /** For `AWS_ENDPOINT_URL_S3`. */
  readonly url: string;
  /** The keys of all there is, for tests. */
  keys(): readonly string[];
  /** What an object is tagged with, as `x-amz-tagging` has it, for tests. */
  taggingOf(key: string): string | undefined;
  close(): Promise<void>;
}

export interface S3Options {
  /** The only bucket there is. */
  readonly bucket: string;
  /** Where objects are kept; null keeps them in memory. */
  readonly folder: string | null;
  /** The pages that may put objects into it, as of its CORS rule. They may do nothing else. */
  readonly origins: readonly string[];
  /** What everybody's keys have for a secret: there is one on a laptop. */
  readonly secret: string;
  /**
   * What an account's policies let the bearer of a key do with an object, or with all of them (null).
   * @default - everything
   */
  readonly mayDo?: (accessKeyId: string, operation: string, key: string | null) => boolean;
  readonly now?: () => number;
}

/** More than any test or visitor puts here, in bytes. */
const BODY_MAX_BYTES = 32 * 1_024 * 1_024;

/** Amazon S3 with one private bucket: what its runtime API does for files, and forms signed as browsers send them. */
export async function startS3({
  bucket,
  folder,
  origins,
  secret,
  mayDo = () => true,
  now = Date.now,
}: S3Options): Promise<LocalS3> {
  const objects = await openObjects(folder);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
    const [, name = '', ...rest] = pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    const isPost = request.method === 'POST' && key === '' && !searchParams.has('delete');
    const { origin = '' } = request.headers;
    if (origins.includes(origin)) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Vary', 'Origin');
    }
    if (request.method === 'OPTIONS') return preflight(request, response, origins.includes(origin));
    const body = await readBody(request, BODY_MAX_BYTES);
    if (!body.ok)
      return sendError(response, { status: 400, code: 'IncompleteBody', message: 'The body is not whole.' });
    if (name !== bucket)
      return sendError(response, { status: 404, code: 'NoSuchBucket', message: 'The specified bucket does not exist' });
    const asked = { request, key, query: searchParams, bytes: body.bytes };
    if (isPost) return answerPost(asked, response, { bucket, objects, secretOf: () => secret, mayDo, now });
    // Private: whoever has no key of the account reads, writes and lists nothing.
    if (!isSigned(request, 's3'))
      return sendError(response, { status: 403, code: 'AccessDenied', message: 'Access Denied' });
    return answerApi(asked, response, { bucket, objects, mayDo: mayDo.bind(null, keyOf(request)), now });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() =>
      sendError(response, { status: 400, code: 'InvalidRequest', message: 'The request cannot be read.' }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: () => objects.keys(''),
    taggingOf: key => objects.get(key)?.tagging,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Whose key a request is signed with. */
function keyOf({ headers }: IncomingMessage): string {
  return /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** As the bucket's one CORS rule has it. */
function preflight({ headers }: IncomingMessage, response: ServerResponse, isListed: boolean): void {
  const isAllowed = isListed && headers['access-control-request-method'] === 'POST';
  if (!isAllowed)
    return sendError(response, {
      status: 403,
      code: 'AccessForbidden',
      message: 'CORSResponse: This CORS request is not allowed.',
    });
  response.writeHead(200, { 'Access-Control-Allow-Methods': 'POST' }).end();
}
