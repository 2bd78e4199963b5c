import { isRecord, readJson } from '@lex-chat/protocol';
import { warnDeveloper } from '../connection/warn-developer.ts';

const ATTRIBUTES: readonly string[] = [
  ...['endpoint', 'bot', 'lang', 'theme', 'placement', 'layout', 'open', 'heading'],
  ...['session', 'mode', 'keep-guest', 'image-hosts'],
];

const PROPERTIES: readonly string[] = ['strings', 'visitorProfile', 'sessionAttributes'];

/**
 * Sets what a `<script type="application/json">` in the element says, as far as the page has not set it otherwise:
 * attributes by text or `true`, and properties that hold more than text. Whatever else stands in it is told to the
 * developer and has no effect.
 */
export function configure(chat: Element, warn: (text: string) => void = warnDeveloper): void {
  const script = chat.querySelector(':scope > script[type="application/json"]');
  if (!script) return;
  const given = readJson(script.textContent);
  if (!isRecord(given)) {
    warn('its configuration is no JSON object.');
    return;
  }
  for (const [name, value] of Object.entries(given)) {
    if (ATTRIBUTES.includes(name) && (typeof value === 'string' || value === true)) {
      if (!chat.hasAttribute(name)) chat.setAttribute(name, value === true ? '' : value);
    } else if (PROPERTIES.includes(name) && isRecord(value)) {
      Object.assign(chat, { [name]: (chat as unknown as Record<string, unknown>)[name] ?? value });
    } else {
      warn(`its configuration may not say ${name}: ${JSON.stringify(value)}.`);
    }
  }
}
