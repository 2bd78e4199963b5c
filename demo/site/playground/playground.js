import { ask, breakConnection } from './faults.js';

const EVENTS = [
  'ready',
  'show',
  'hide',
  'send',
  'reply',
  'part',
  'failure',
  'connection',
  'unread',
  'feedback',
  'link',
];
/** The newest stand first. */
const EVENTS_SHOWN = 50;

const chat = document.querySelector('lex-chat');
const element = id => document.getElementById(id);

element('settings').addEventListener('change', ({ target }) => {
  if (target.value === '') chat.removeAttribute(target.name);
  else chat.setAttribute(target.name, target.value);
});
element('faults').addEventListener('change', ({ target }) => breakConnection(target.value));

/** Breaks what is behind the functions, where that stands on this machine. */
async function breakService(fault) {
  const asked = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault }),
    keepalive: true,
  };
  const answer = await ask('/playground/faults', asked).catch(() => null);
  element('no-switches').hidden = answer?.ok === true;
  element('service').hidden = answer?.ok !== true;
}
element('service').addEventListener('change', ({ target }) => breakService(target.value));
// Whatever was broken before the page was loaded is whole again, and whoever leaves it leaves nothing broken.
void breakService('none');
window.addEventListener('pagehide', () => void breakService('none'));

for (const name of EVENTS) {
  chat.addEventListener(`lex-chat-${name}`, event => {
    const item = document.createElement('li');
    item.textContent = `${event.type} ${JSON.stringify(detailOf(event))}`;
    element('events').prepend(item);
    while (element('events').children.length > EVENTS_SHOWN) element('events').lastChild.remove();
  });
}
element('clear').addEventListener('click', () => element('events').replaceChildren());

/** What an event says beyond what every event does. */
function detailOf(event) {
  return Object.fromEntries(
    Object.entries(event).filter(([name, value]) => name !== 'isTrusted' && !(value instanceof Event)),
  );
}

element('inspect').addEventListener('click', async () => {
  const proof = await fetch('/playground/proof').catch(() => null);
  const isSigned = proof?.headers.get('content-type') === 'application/jwt';
  element('unavailable').hidden = isSigned;
  if (!isSigned) return;
  chat.visitorToken = async () => (await fetch('/playground/proof')).text();
  chat.open = true;
});
