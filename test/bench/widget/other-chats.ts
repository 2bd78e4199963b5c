import type { Page } from 'playwright-core';
import type { Chat } from './chats.ts';
import { END, handOver, type Give } from './give.ts';
import type { PeerSite } from './peers.ts';

/** Chats of other makers by the names of their packages, of those that could be had. */
export function otherChats(peers: PeerSite): Readonly<Record<string, Chat>> {
  const all = { 'deep-chat': deepChat(peers), '@n8n/chat': n8nChat(peers), 'botframework-webchat': webChat(peers) };
  return Object.fromEntries(peers.names.map(name => [name, all[name]]));
}

interface DeepChat extends HTMLElement {
  connect: unknown;
  history: unknown;
  submitUserMessage(message: { readonly text: string }): void;
}

interface Signals {
  onOpen(): void;
  onResponse(response: { readonly text: string }): Promise<void>;
  onClose(): void;
}

/** deep-chat answers with a stream through its handler, which it hands what came of it (deepchat.dev/docs/connect#Handler). */
function deepChat(peers: PeerSite): Chat {
  return {
    host: 'deep-chat',
    typing: { field: '#text-input', line: '.outer-message-container' },
    async open(page) {
      await page.goto(peers.url('deep-chat'));
      await page.evaluate(async () => {
        await customElements.whenDefined('deep-chat');
        const chat = document.querySelector<DeepChat>('deep-chat')!;
        chat.connect = {
          stream: true,
          handler: (_: unknown, signals: Signals) => {
            signals.onOpen();
            Object.assign(globalThis, { hear: (text: string) => signals.onResponse({ text }), end: signals.onClose });
          },
        };
      });
      await page.locator('deep-chat #text-input').waitFor();
    },
    async ask(page) {
      await page.evaluate(() => {
        Object.assign(globalThis, { hear: null });
        document.querySelector<DeepChat>('deep-chat')!.submitUserMessage({ text: '질문' });
      });
      await page.waitForFunction(() => (globalThis as { hear?: unknown }).hear);
    },
    answer: (page, pieces, give = handOver()) => give(page, pieces),
    async remember(page, entries) {
      await page.goto(peers.url('deep-chat'));
      await page.evaluate(async count => {
        await customElements.whenDefined('deep-chat');
        document.querySelector<DeepChat>('deep-chat')!.history = Array.from({ length: count }, (_, i) => ({
          role: i % 2 ? 'ai' : 'user',
          text: i % 2 ? `**답** ${i >> 1}` : `질문 ${i >> 1}`,
        }));
      }, entries);
      await newest(page, entries);
    },
  };
}

/** @n8n/chat asks with `fetch`, and is answered with a line of JSON for each piece (docs.n8n.io, Chat Trigger: streaming). */
function n8nChat(peers: PeerSite): Chat {
  return {
    host: '.chat-window',
    typing: { field: 'textarea', line: '.chat-message-from-user' },
    async open(page) {
      await page.addInitScript(() => {
        globalThis.fetch = () => {
          const lines = new TransformStream<Uint8Array, Uint8Array>(undefined, { highWaterMark: Infinity });
          const writer = lines.writable.getWriter();
          const write = (line: object) =>
            void writer.write(
              new TextEncoder().encode(`${JSON.stringify({ ...line, metadata: { nodeId: 'a', runIndex: 0 } })}\n`),
            );
          write({ type: 'begin' });
          const end = () => {
            write({ type: 'end' });
            void writer.close();
          };
          Object.assign(globalThis, { hear: (content: string) => write({ type: 'item', content }), end });
          return Promise.resolve(new Response(lines.readable));
        };
      });
      await page.goto(peers.url('@n8n/chat'));
      await page.locator('.chat-window-toggle').click();
      await page.locator('.chat-window textarea').waitFor();
    },
    ask: page => askByEnter(page, '.chat-window textarea'),
    answer: (page, pieces, give) => answerToTheEnd(page, '.chat-message-from-bot', pieces, give),
    async remember(page, entries) {
      await page.addInitScript(count => {
        const data = Array.from({ length: count }, (_, i) => ({
          id: [i % 2 ? 'AIMessage' : 'HumanMessage'],
          kwargs: { content: i % 2 ? `**답** ${i >> 1}` : `질문 ${i >> 1}` },
        }));
        Object.assign(globalThis, { remembered: true, fetch: () => Promise.resolve(Response.json({ data })) });
      }, entries);
      await page.goto(peers.url('@n8n/chat'));
      await page.locator('.chat-window-toggle').click();
      await newest(page, entries);
    },
  };
}

/**
 * Bot Framework Web Chat takes what was said and answered from its Direct Line, which stands in the page here. A growing answer is
 * an activity with all of the text so far, again and again (Web Chat's docs/LIVESTREAMING.md).
 */
function webChat(peers: PeerSite): Chat {
  return {
    host: '#chat',
    typing: { field: WEB_CHAT_FIELD, line: '.webchat__bubble--from-user' },
    async open(page) {
      await page.addInitScript(standInForDirectLine, 0);
      await page.goto(peers.url('botframework-webchat'));
      await page.locator(WEB_CHAT_FIELD).first().waitFor();
    },
    ask: page => askByEnter(page, WEB_CHAT_FIELD),
    answer: (page, pieces, give) => answerToTheEnd(page, '.webchat__bubble', pieces, give),
    async remember(page, entries) {
      await page.addInitScript(standInForDirectLine, entries);
      // Thousands keep it from being loaded for minutes.
      await page.goto(peers.url('botframework-webchat'), { waitUntil: 'commit' });
      await newest(page, entries);
    },
  };
}

export const WEB_CHAT_FIELD = '.webchat__send-box-text-box__input, [data-testid="send box text area"]';

/** The newest entry of a conversation of so many. */
function newest(page: Page, entries: number): Promise<void> {
  return page
    .getByText(`답 ${entries / 2 - 1}`)
    .last()
    .waitFor({ timeout: 600_000 });
}

async function askByEnter(page: Page, field: string): Promise<void> {
  await page.evaluate(() => Object.assign(globalThis, { hear: null }));
  await page.locator(field).first().fill('질문');
  await page.locator(field).first().press('Enter');
  await page.waitForFunction(() => (globalThis as { hear?: unknown }).hear);
}

async function answerToTheEnd(
  page: Page,
  bubble: string,
  pieces: readonly string[],
  give: Give = handOver(),
): Promise<void> {
  const ended = page.locator(bubble, { hasText: END });
  const count = await ended.count();
  await give(page, [...pieces, `\n\n${END}`]);
  await ended.nth(count).waitFor({ timeout: 600_000 });
}

interface Activity {
  readonly [name: string]: unknown;
}

/** Runs in the page. Tells of so many entries that were said before. */
export function standInForDirectLine(entries: number): void {
  type Observer<T> = { next(value: T): void; complete?(): void };
  const observable = <T>(begin: (observer: Observer<T>) => void) => ({
    subscribe(observer: Observer<T> | ((value: T) => void)) {
      begin(typeof observer === 'function' ? { next: observer } : observer);
      return { unsubscribe: () => undefined };
    },
  });
  let count = 0;
  let hears: Observer<Activity> | undefined;
  const bot = { id: 'bot', role: 'bot' };
  const tell = (activity: Activity) =>
    hears?.next({ id: `a${(count += 1)}`, timestamp: new Date().toISOString(), from: bot, ...activity });
  const line = {
    activity$: observable<Activity>(observer => {
      hears = observer;
      for (let i = 0; i < entries; i++)
        tell({
          type: 'message',
          ...(i % 2 ? { text: `**답** ${i >> 1}` } : { text: `질문 ${i >> 1}`, from: { id: 'visitor', role: 'user' } }),
        });
    }),
    connectionStatus$: observable<number>(observer => {
      observer.next(0);
      observer.next(1);
      observer.next(2);
    }),
    end: () => undefined,
    postActivity: (activity: Activity) =>
      observable<string>(observer => {
        const id = `v${(count += 1)}`;
        queueMicrotask(() => {
          tell({ ...activity, id });
          observer.next(id);
          observer.complete?.();
          if (activity['type'] !== 'message') return;
          const streamId = `s${(count += 1)}`;
          let text = '';
          let sequence = 0;
          const hear = (piece: string) => {
            text += piece;
            sequence += 1;
            const first = sequence === 1 ? { id: streamId } : {};
            const channelData = {
              streamType: 'streaming',
              streamSequence: sequence,
              ...(sequence > 1 && { streamId }),
            };
            tell({ ...first, type: 'typing', text, channelData });
          };
          const end = () => tell({ type: 'message', text, channelData: { streamType: 'final', streamId } });
          Object.assign(globalThis, { hear, end });
        });
      }),
  };
  Object.assign(globalThis, { line });
}
