import { isRecord, readJson } from '@lex-chat/protocol';
import type { Heard, Said } from '../channel.ts';

/** What a person says has none of Slack's subtypes, but for these two: with a file, or from a thread to the whole channel. */
const SPOKEN: ReadonlySet<unknown> = new Set([undefined, 'file_share', 'thread_broadcast']);

/** Workspaces, channels and people, and the time that is a message's id in its channel. */
const ID = /^[A-Z0-9]{1,14}$/;
const TIME = /^\d{1,10}\.\d{1,6}$/;

const NOTHING: Heard = { state: 'said', said: [] };

/** What a request of Slack's says: an event of its Events API, or a button that somebody pressed. Never throws. */
export function readRequest(body: string): Heard {
  const isForm = body.startsWith('payload=');
  const request = readJson(isForm ? (new URLSearchParams(body).get('payload') ?? '') : body);
  if (!isRecord(request)) return NOTHING;
  const { type, challenge } = request;
  if (type === 'url_verification' && typeof challenge === 'string') return { state: 'challenge', answer: challenge };
  const said =
    type === 'event_callback' ? readEvent(request) : type === 'block_actions' ? readAction(request) : undefined;
  return said ? { state: 'said', said: [said] } : NOTHING;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * A direct message, or a mention in a channel. What bots say, ourselves among them, and what became of messages later has a
 * subtype or a bot's id, and is passed over. A message is known by its time, which two events about it share, and retries too.
 */
function readEvent({ team_id: team, event }: Fields): Said | undefined {
  if (!isRecord(event) || event['bot_id'] !== undefined || !SPOKEN.has(event['subtype'])) return undefined;
  const { type, channel_type: kind, channel, user, text, ts, thread_ts: thread, files } = event;
  const isDirect = type === 'message' && kind === 'im';
  if (!isDirect && type !== 'app_mention') return undefined;
  if (!isId(team) || !isId(channel) || !isId(user) || !isTime(ts)) return undefined;
  const words = typeof text === 'string' ? readText(text) : '';
  return {
    key: `${team} ${channel} ${ts}`,
    // In a channel the answer begins a thread, so that others are not disturbed; a direct conversation is one by itself.
    address: addressOf(team, channel, isTime(thread) ? thread : isDirect ? undefined : ts),
    person: `${team}-${user}`,
    text: words === '' && Array.isArray(files) ? null : words,
  };
}

function readAction({ team, channel, user, message, actions }: Fields): Said | undefined {
  const action: unknown = Array.isArray(actions) ? actions[0] : undefined;
  if (!isRecord(team) || !isRecord(channel) || !isRecord(user) || !isRecord(message) || !isRecord(action))
    return undefined;
  const { value, action_ts: time } = action;
  if (!isId(team['id']) || !isId(channel['id']) || !isId(user['id']) || !isTime(time) || typeof value !== 'string')
    return undefined;
  const thread = message['thread_ts'];
  return {
    key: `${team['id']} ${channel['id']} ${time}`,
    address: addressOf(team['id'], channel['id'], isTime(thread) ? thread : undefined),
    person: `${team['id']}-${user['id']}`,
    text: value,
  };
}

function addressOf(team: string, channel: string, thread: string | undefined): string {
  return [team, channel, ...(thread === undefined ? [] : [thread])].join('-');
}

/** Without mentions of people, with the names and addresses that Slack puts in angle brackets as they are read. */
function readText(text: string): string {
  return text
    .replaceAll(/<@[^<>]{1,100}>/g, ' ')
    .replaceAll(/<[!#][^<>|]{1,100}(?:\|([^<>]{0,300}))?>/g, '$1')
    .replaceAll(/<((?:https?|mailto|tel):[^<>|]{1,3000})(?:\|([^<>]{0,300}))?>/g, (_, url: string, label?: string) =>
      label === undefined || url.endsWith(label) ? url : `${label} (${url})`,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value);
}
