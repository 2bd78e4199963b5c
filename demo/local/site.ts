import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';

export interface SiteFolders {
  /** The demo site, served from `/`. */
  readonly pages: string;
  /** The built widget, served from `/v1/` as the deployed bucket does. */
  readonly widget: string;
  /** Where browsers put the files that visitors attach; null where nothing can be. */
  readonly uploads: string | null;
}

/** Serves the request if it asks for one of the site's files; otherwise leaves it untouched and says `false`. */
export type Site = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * The demo site and the widget's files. Files are read afresh for each request, so an edited page shows on reload.
 * Anything but GET and HEAD of an existing file is somebody else's.
 */
export function createSite(folders: SiteFolders): Site {
  return async (request, response) => {
    const place = placeOf(request, folders);
    const content = place && (await readInside(place.folder, place.path));
    if (!content) return false;

    const headers = { ...place.headers, 'content-type': TYPES[extname(place.path)], etag: etagOf(content) };
    if (isKnown(request, headers.etag)) response.writeHead(304, headers).end();
    else send(request, response, 200, headers, content);
    return true;
  };
}

/** Answers with the site's own 404 page, in the language of the place: for visitors, once nobody else wanted the request. */
export function createNotFoundPage(
  pages: string,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const page = ENGLISH.test(request.url ?? '') ? 'en/404.html' : '404.html';
    const content = (await readInside(pages, page)) ?? Buffer.from('');
    send(request, response, 404, { ...pageHeaders(request, null), 'content-type': TYPES['.html'] }, content);
  };
}

const ENGLISH = /^\/en(?:[/?]|$)/;

type Headers = Readonly<Record<string, string | undefined>>;

interface Place {
  readonly folder: string;
  /** Relative to the folder, of plain segments only. */
  readonly path: string;
  readonly headers: Headers;
}

const WIDGET_ROOT = '/v1/';

/**
 * All our files have plain names, so nothing is ever decoded: a segment that is encoded, empty, hidden or `..`
 * names none of them.
 */
const PLAIN_PATH = /^\/(?:[A-Za-z0-9_][A-Za-z0-9_.-]*\/)*(?:[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/;

function placeOf(request: IncomingMessage, folders: SiteFolders): Place | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const [path = ''] = (request.url ?? '').split('?');
  if (!PLAIN_PATH.test(path)) return undefined;

  if (path.startsWith(WIDGET_ROOT)) {
    const file = path.slice(WIDGET_ROOT.length);
    return TYPES[extname(file)] ? { folder: folders.widget, path: file, headers: widgetHeaders(file) } : undefined;
  }
  const file = path.slice(1) + (path.endsWith('/') ? 'index.html' : '');
  return TYPES[extname(file)]
    ? { folder: folders.pages, path: file, headers: pageHeaders(request, folders.uploads) }
    : undefined;
}

/** What is served at all, and as what. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
};

/** As strict a page as a security team would ask for: the widget has to work on it. */
function pageHeaders(request: IncomingMessage, uploads: string | null): Headers {
  const host = /^[\w.:[\]-]+$/.exec(request.headers.host ?? '')?.[0];
  return {
    'cache-control': 'no-cache',
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      // Safari before 15.4 does not count sockets of the same host as 'self'.
      `connect-src 'self'${host ? ` ws://${host} wss://${host}` : ''}${uploads === null ? '' : ` ${uploads}`}`,
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ].join('; '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  };
}

/** Any site may load the widget: the code is public, and `integrity` on a script tag works only with CORS. */
function widgetHeaders(file: string): Headers {
  return {
    'access-control-allow-origin': '*',
    'cache-control': isHashNamed(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  };
}

/** `panel-Ba31xYz0.js`, as Vite names chunks. A capital or digit is asked for, lest `lex-chat-composer.js` be kept for a year. */
function isHashNamed(file: string): boolean {
  const hash = /[-.]([A-Za-z0-9_-]{8})\.\w+$/.exec(file)?.[1];
  return hash !== undefined && /[A-Z0-9]/.test(hash);
}

/** Undefined when there is no such file, or when a link leads out of the folder. */
async function readInside(folder: string, path: string): Promise<Buffer | undefined> {
  try {
    const file = await realpath(join(folder, path));
    return file.startsWith((await realpath(folder)) + sep) ? await readFile(file) : undefined;
  } catch {
    // No such file, or a folder: the caller goes on.
    return undefined;
  }
}

function etagOf(content: Buffer): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

function isKnown(request: IncomingMessage, etag: string): boolean {
  return request.headers['if-none-match']?.includes(etag) ?? false;
}

function send(request: IncomingMessage, response: ServerResponse, status: number, headers: Headers, content: Buffer) {
  response.writeHead(status, { ...headers, 'content-length': content.byteLength });
  response.end(request.method === 'HEAD' ? undefined : content);
}
