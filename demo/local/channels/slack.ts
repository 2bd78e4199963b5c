import { createHmac, randomBytes } from 'node:crypto';
import { createSentList, type SentList } from './sent-list.ts';
import { serveJson, type JsonAnswer, type JsonRequest } from './serve-json.ts';

/** A `chat.postMessage` that was taken. */
export interface SlackSent {
  readonly channel: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly blocks?: readonly Readonly<Record<string, unknown>>[];
}

/** A refusal of the Web API: a 200 that says `ok: false`, or a 429 with the wait. */
export interface SlackFault {
  readonly error: string;
  readonly retryAfter?: number;
}

/** Slack as far as an app sees it: the Web API, and people who write to the app. A stand-in. */
export interface LocalSlack {
  /** For `SLACK_URL`. */
  readonly url: string;
  /** What Secrets Manager is to hold. */
  readonly secret: string;
  readonly team: string;
  readonly sent: SentList<SlackSent>;
  /** An event of the Events API, as it is delivered, with a new id. */
  event(event: Readonly<Record<string, unknown>>): object;
  /** Delivers a request to the app, signed: an event, or, as a form, an interaction. */
  deliver(webhook: string, request: object, options?: Delivery): Promise<Response>;
  sign(time: string, body: string): string;
  refuse(...faults: readonly SlackFault[]): void;
  close(): Promise<void>;
}

export interface Delivery {
  /** Which retry it is, of up to three. */
  readonly retry?: number;
  readonly asForm?: boolean;
}

export async function startSlack(): Promise<LocalSlack> {
  const keys = { signingSecret: randomBytes(16).toString('hex'), botToken: `xoxb-${randomBytes(16).toString('hex')}` };
  const sent = createSentList<SlackSent>();
  const faults: SlackFault[] = [];

  const answer = ({ method, path, headers, body }: JsonRequest): JsonAnswer => {
    if (method !== 'POST' || path !== '/api/chat.postMessage') return refusal({ error: 'unknown_method' });
    if (headers.authorization !== `Bearer ${keys.botToken}`) return refusal({ error: 'invalid_auth' });
    const fault = faults.shift() ?? findSlackFault(body);
    if (fault) return refusal(fault);
    sent.add(body as SlackSent);
    return { status: 200, body: { ok: true, channel: (body as SlackSent).channel, ts: stamp() } };
  };
  const sign = (time: string, body: string) =>
    `v0=${createHmac('sha256', keys.signingSecret).update(`v0:${time}:${body}`).digest('hex')}`;
  const team = 'T0LAPTOP01';
  const server = await serveJson(answer);
  return {
    url: `${server.url}/api`,
    secret: JSON.stringify(keys),
    team,
    sent,
    event: event => ({
      type: 'event_callback',
      team_id: team,
      api_app_id: 'A0LAPTOP01',
      event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
      event_time: Math.floor(Date.now() / 1_000),
      event: { ts: stamp(), ...event },
    }),
    deliver(webhook, request, { retry, asForm = false } = {}) {
      const body = asForm ? String(new URLSearchParams({ payload: JSON.stringify(request) })) : JSON.stringify(request);
      const time = String(Math.floor(Date.now() / 1_000));
      return fetch(webhook, {
        method: 'POST',
        headers: {
          'content-type': asForm ? 'application/x-www-form-urlencoded' : 'application/json',
          'x-slack-request-timestamp': time,
          'x-slack-signature': sign(time, body),
          ...(retry !== undefined && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
        },
        body,
      });
    },
    sign,
    refuse: (...next) => void faults.push(...next),
    close: server.close,
  };
}

function refusal({ error, retryAfter }: SlackFault): JsonAnswer {
  if (retryAfter === undefined) return { status: 200, body: { ok: false, error } };
  return { status: 429, headers: { 'Retry-After': String(retryAfter) }, body: { ok: false, error } };
}

/** What `chat.postMessage` would refuse about a request, by the limits that Slack documents. */
export function findSlackFault(body: unknown): SlackFault | undefined {
  const { channel, text, blocks } = fields(body);
  if (typeof channel !== 'string' || !/^[CDG][A-Z0-9]+$/.test(channel)) return { error: 'channel_not_found' };
  if (typeof text !== 'string' || text === '') return { error: 'no_text' };
  if (text.length > 40_000) return { error: 'msg_too_long' };
  if (blocks === undefined) return undefined;
  return Array.isArray(blocks) && blocks.length <= 50 && blocks.map(fields).every(isBlock)
    ? undefined
    : { error: 'invalid_blocks' };
}

function isBlock({ type, text, elements, image_url: image, alt_text: alt }: Fields): boolean {
  if (type === 'section') return isText(fields(text)['text'], 3_000);
  if (type === 'image') return isText(image, 3_000) && isText(alt, 2_000);
  return type === 'actions' && Array.isArray(elements) && elements.length <= 25 && elements.map(fields).every(isButton);
}

function isButton({ type, action_id: id, text, value }: Fields): boolean {
  return type === 'button' && isText(id, 255) && isText(fields(text)['text'], 75) && isText(value, 2_000);
}

function isText(value: unknown, length: number): boolean {
  return typeof value === 'string' && value !== '' && value.length <= length;
}

/** The time of a message, which is its id in its channel. */
function stamp(): string {
  return `${Math.floor(Date.now() / 1_000)}.${String(process.hrtime.bigint() % 1_000_000n).padStart(6, '0')}`;
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
