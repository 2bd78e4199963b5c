import { isRecord, readJson } from '@lex-chat/protocol';
import type { Said } from '../channel.ts';

/** Ids of pages and of people, as they come. */
const ID = /^\d{1,20}$/;

/** Longest id of a message that is looked at, in UTF-16 code units. */
const MID_MAX_LENGTH = 300;

/**
 * What people said, out of a delivery of Meta's: messages, buttons that they pressed and plugins that they opted in with, where
 * those carry words. Echoes of ourselves, receipts and whatever else there is are passed over. Never throws.
 */
export function readEvents(body: string): readonly Said[] {
  const delivery = readJson(body);
  if (!isRecord(delivery) || delivery['object'] !== 'page') return [];
  return listIn(delivery, 'entry').flatMap(entry => listIn(entry, 'messaging').flatMap(readEvent));
}

function readEvent(event: Fields): Said[] {
  const person = idIn(event['sender']);
  const page = idIn(event['recipient']);
  const word = readMessage(event) ?? readPostback(event) ?? readOptin(event);
  if (person === undefined || page === undefined || !word || word.key.length > MID_MAX_LENGTH) return [];
  return [{ key: word.key, text: word.text, address: `${page}-${person}`, person: `${page}-${person}` }];
}

type Fields = Readonly<Record<string, unknown>>;
type Word = Pick<Said, 'key' | 'text'>;

function readMessage({ message }: Fields): Word | undefined {
  if (!isRecord(message) || message['is_echo'] === true || typeof message['mid'] !== 'string') return undefined;
  const { mid, text, quick_reply: quick, attachments } = message;
  // A button says what it stands for, which may be more than its 20 letters of title.
  const value = isRecord(quick) && typeof quick['payload'] === 'string' ? quick['payload'] : text;
  if (typeof value === 'string') return { key: mid, text: value };
  return Array.isArray(attachments) ? { key: mid, text: null } : undefined;
}

function readPostback({ postback, ...event }: Fields): Word | undefined {
  if (!isRecord(postback)) return undefined;
  const { mid, payload, title } = postback;
  const text = typeof payload === 'string' && payload !== '' ? payload : title;
  return typeof text === 'string'
    ? { key: typeof mid === 'string' ? mid : keyOf('postback', event, text), text }
    : undefined;
}

/** `data-ref` of the plugin, in the operator's words: what is to be taken as said. */
function readOptin({ optin, ...event }: Fields): Word | undefined {
  if (!isRecord(optin)) return undefined;
  const { ref, payload } = optin;
  const text = typeof ref === 'string' && ref !== '' ? ref : payload;
  return typeof text === 'string' && text !== '' ? { key: keyOf('optin', event, text), text } : undefined;
}

/** Where Meta gives an event no id: what never changes when it is delivered again. */
function keyOf(kind: string, { sender, timestamp }: Fields, text: string): string {
  return [kind, idIn(sender), String(timestamp).slice(0, 20), text.slice(0, 200)].join(' ');
}

function idIn(party: unknown): string | undefined {
  const id = isRecord(party) ? party['id'] : undefined;
  return typeof id === 'string' && ID.test(id) ? id : undefined;
}

function listIn(fields: Fields, name: string): readonly Fields[] {
  const list = fields[name];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
