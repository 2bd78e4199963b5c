import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Part, ReplyEntry, ServerMessage, Source } from '@lex-chat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { replyEntry, startFakeService, type FakeService } from '../../widget/src/conversation/fake-service.ts';

/** A page with the built widget on it, in front of a service whose answers a test tells. */
export interface ScriptedSite {
  readonly url: string;
  readonly service: FakeService;
  /** The files of the build by the name of their part, such as `panel`; the loader is `lex-chat`. */
  readonly files: Readonly<Record<string, string>>;
  /** The integrity of each file, as the build wrote it down. */
  readonly manifest: Readonly<Record<string, string>>;
  /** What becomes of a file on its way, by the name of its part; null where it does not arrive. */
  readonly onTheWay: Map<string, (content: Buffer) => Buffer | null>;
  /** The markup of the page, its headers, and the folder of whatever else it loads, if there is one. */
  page: { readonly html: string; readonly headers: Readonly<Record<string, string>>; readonly folder?: string };
  /** Tells a reply to the last message that was heard and has none, in pieces if they are given; waits for that message. */
  tellReply(reply: ToldReply): Promise<void>;
  /** What has been said until now gets no reply any more. */
  leaveUnanswered(): void;
  close(): Promise<void>;
}

export interface ToldReply {
  readonly text?: string;
  readonly parts?: readonly Part[];
  readonly source?: Source;
  /** How many code units each delta has; all of them if there is no number. */
  readonly step?: number;
  /** Waited for after each of its messages; they come all at once without it. */
  readonly pace?: () => Promise<unknown>;
  /** What brings them to the page in place of the service's socket, without a pace. */
  readonly bring?: (messages: readonly ServerMessage[]) => Promise<void>;
}

const DIST = new URL('../../widget/dist/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

export const PLAIN_PAGE = pageWith('<lex-chat lang="ko" fallback-href="/contact"></lex-chat>');

/** A page with `markup` and the widget's tag, which has `attributes`. */
export function pageWith(markup: string, attributes = ''): string {
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>가게</title><link rel="icon" href="data:,"><script type="module" src="/v1/lex-chat.js" crossorigin ${attributes}></script>
<body>${markup}</body></html>`;
}

/** A scripted site for the tests of one file, from the first test on. */
export function useScriptedSite(): { readonly site: ScriptedSite } {
  let site: ScriptedSite;
  beforeAll(async () => {
    site = await startScriptedSite();
  });
  // Otherwise a reply could go to what another test said, for as long as the message that it waits for is on its way.
  beforeEach(() => site.leaveUnanswered());
  afterAll(() => site.close());
  return {
    get site() {
      return site;
    },
  };
}

async function startScriptedSite(): Promise<ScriptedSite> {
  const service = await startFakeService();
  const manifest = JSON.parse(await readFile(new URL('manifest.json', DIST), 'utf8')) as Record<string, string>;
  const files = Object.fromEntries(Object.keys(manifest).map(file => [partOf(file), file]));
  const site = {
    service,
    files,
    manifest,
    onTheWay: new Map<string, (content: Buffer) => Buffer | null>(),
    page: { html: PLAIN_PAGE, headers: {} } as ScriptedSite['page'],
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '', 'http://localhost').pathname;
    if (path === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...site.page.headers }).end(site.page.html);
    } else if (path.startsWith('/v1/') && path.slice(4) in manifest) {
      await sendFile(path.slice(4), response);
    } else if (site.page.folder && extname(path) in TYPES) {
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] });
      response.end(await readFile(join(site.page.folder, path)));
    } else {
      await passOn(request, response, service.endpoint);
    }
  }

  async function sendFile(file: string, response: ServerResponse): Promise<void> {
    const change = site.onTheWay.get(partOf(file));
    const content = await readFile(new URL(file, DIST));
    const sent = change ? change(content) : content;
    if (!sent) return void response.writeHead(404).end();
    const headers = { 'Content-Type': 'text/javascript', 'Content-Encoding': 'br' };
    response.writeHead(200, headers).end(brotliCompressSync(sent));
  }

  const answered = new Set<string>();
  const messages = () => service.frames.filter(frame => frame.type === 'message-send');
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, resolve));
  return Object.assign(site, {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async tellReply({
      text = '',
      parts = [],
      source = { kind: 'model', name: 'nova' },
      step = Infinity,
      pace,
      bring = async messages => service.tell(...messages),
    }: ToldReply) {
      const { messageId } = await vi.waitUntil(
        () => messages().findLast(frame => !answered.has(frame.messageId)),
        10_000,
      );
      answered.add(messageId);
      const reply = { ...replyEntry(messageId, text), parts, source };
      service.store(reply);
      if (!pace) return bring(told(reply, step));
      for (const message of told(reply, step)) {
        service.tell(message);
        await pace();
      }
    },
    leaveUnanswered() {
      for (const { messageId } of messages()) answered.add(messageId);
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await service.close();
    },
  });
}

/** Opens the chat of a page, and waits until it may be written in. */
export async function openChat(page: Page): Promise<void> {
  await page.getByRole('button', { name: '채팅 열기' }).click();
  await page.getByRole('textbox', { name: '메시지' }).waitFor();
}

export async function say(page: Page, text: string): Promise<void> {
  await page.locator('lex-chat [part=input]').fill(text);
  await page.keyboard.press('Enter');
}

function told(reply: ReplyEntry, step: number): readonly ServerMessage[] {
  const { id: replyId, inReplyTo, attempt, text, parts, locale, source, reason } = reply;
  const deltas: ServerMessage[] = [];
  for (let offset = 0; offset < text.length; offset += step) {
    deltas.push({ type: 'reply-delta', replyId, attempt, offset, text: text.slice(offset, offset + step) });
  }
  return [
    { type: 'reply-start', replyId, inReplyTo, attempt, locale, source },
    ...deltas,
    ...parts.map((part, index): ServerMessage => ({ type: 'reply-part', replyId, attempt, index, part })),
    { type: 'reply-end', replyId, attempt, reason, length: text.length, parts: parts.length },
  ];
}

/** `assets/panel-Ba31xYz0.js` is the file of the part `panel`. */
function partOf(file: string): string {
  return /^(?:assets\/)?(.+?)(?:-[\w-]{8})?\.js$/.exec(file)![1]!;
}

/** The service stands behind the page's own address, as a site's server may place it. */
async function passOn(request: IncomingMessage, response: ServerResponse, endpoint: string): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await fetch(endpoint + request.url!, {
    method: request.method!,
    headers: Object.fromEntries(
      ['authorization', 'content-type', 'accept'].flatMap(name => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    ),
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
  response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
