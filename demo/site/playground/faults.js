// Breaks the connection of this page, before the chat is there: the chat knows nothing of it, and meets each fault as it
// would meet a real one.

const LATE_MS = 3_000;
const Socket = window.WebSocket;
/** Asks in spite of what is broken here. */
export const ask = window.fetch.bind(window);
const open = new Set();
let fault = 'none';

/** Breaks it so from now on: `none`, `socket`, `api`, `slow`, `garbage` or `all`. */
export function breakConnection(next) {
  fault = next;
  if (fault === 'socket' || fault === 'all') for (const socket of open) socket.close();
}

const later = () => new Promise(resolve => setTimeout(resolve, LATE_MS));

window.fetch = async (...request) => {
  if (fault === 'slow') await later();
  if (fault === 'api' || fault === 'all') throw new TypeError('Failed to fetch');
  if (fault === 'garbage') return new Response('<p>?', { status: 200 });
  return ask(...request);
};

window.WebSocket = class extends Socket {
  constructor(url, protocols) {
    const blocked = fault === 'socket' || fault === 'all';
    // Nobody answers there.
    super(blocked ? new URL('/playground/blocked', url) : url, protocols);
    open.add(this);
    this.addEventListener('close', () => open.delete(this));
  }

  send(data) {
    if (fault === 'slow') void later().then(() => super.send(data));
    else super.send(data);
  }
};
