/** A chat of another maker, as its own documentation puts it on a page. */
export interface Package {
  /** The name of its package, with the version. */
  readonly spec: string;
  /** What a page loads of the package, in its order. */
  readonly files: readonly string[];
  /** The page's markup; `/files/` is the package's folder. */
  readonly html: string;
}

/** The versions are those of the day on which the bench was written. */
export const PACKAGES = {
  'deep-chat': {
    spec: 'deep-chat@2.4.2',
    files: ['dist/deepChat.bundle.js'],
    html: `<deep-chat style="width:360px;height:560px"></deep-chat>
<script type="module" src="files/dist/deepChat.bundle.js"></script>`,
  },
  '@n8n/chat': {
    spec: '@n8n/chat@1.37.0',
    files: ['dist/chat.bundle.es.js', 'dist/style.css'],
    html: `<link rel="stylesheet" href="files/dist/style.css">
<script type="module">import { createChat } from './files/dist/chat.bundle.es.js';
createChat({ webhookUrl: location.href + 'hook', loadPreviousSession: 'remembered' in globalThis, enableStreaming: true });</script>`,
  },
  'botframework-webchat': {
    spec: 'botframework-webchat@4.18.1',
    files: ['dist/webchat.js'],
    html: `<div id="chat" style="height:560px"></div><script src="files/dist/webchat.js"></script>
<script>
const directLine = globalThis.line ?? WebChat.createDirectLine({ token: 'none', domain: location.href + 'line' });
WebChat.renderWebChat({ directLine }, document.getElementById('chat'))</script>`,
  },
} as const satisfies Readonly<Record<string, Package>>;

export type PeerName = keyof typeof PACKAGES;
