import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createSentList, type SentList } from './sent-list.ts';
import { findGraphFault, GRAPH_FAULTS, type GraphFault } from './graph-faults.ts';
import { serveJson, type JsonAnswer, type JsonRequest } from './serve-json.ts';

/** A request of the Send API that was taken: a message, or a sign such as `typing_on`. */
export interface MessengerSent {
  /** Whom it is for: a person's id for this page. */
  readonly person: string;
  readonly sign?: string;
  readonly message?: Readonly<Record<string, unknown>>;
}

/** Facebook Messenger as far as a page sees it: the Send API of the Graph API, and people who write to the page. A stand-in. */
export interface LocalMessenger {
  /** For `MESSENGER_URL`. */
  readonly url: string;
  readonly page: string;
  /** What Secrets Manager is to hold. */
  readonly secret: string;
  readonly verifyToken: string;
  readonly sent: SentList<MessengerSent>;
  /** A message, as a delivery holds it. Its id is new. */
  message(person: string, message: Readonly<Record<string, unknown>>): object;
  /** Delivers events to the webhook, signed; the same body with the same signature as often as it is called. */
  deliver(webhook: string, events: readonly object[]): Promise<Response>;
  sign(body: string): string;
  /** The next requests are refused with these. */
  refuse(...faults: readonly GraphFault[]): void;
  close(): Promise<void>;
}

const VERSION = '/v25.0';

export async function startMessenger(): Promise<LocalMessenger> {
  const page = '100000000000001';
  const keys = { verifyToken: random(), appSecret: random(), pageToken: `EAA${random()}` };
  const sent = createSentList<MessengerSent>();
  const faults: GraphFault[] = [];

  const answer = ({ method, path, headers, body }: JsonRequest): JsonAnswer => {
    if (method !== 'POST' || path !== `${VERSION}/${page}/messages`) return refusal(GRAPH_FAULTS.unknownPath);
    if (headers.authorization !== `Bearer ${keys.pageToken}`) return refusal(GRAPH_FAULTS.tokenInvalid);
    const fault = faults.shift() ?? findGraphFault(body);
    if (fault) return refusal(fault);
    const {
      recipient,
      sender_action: sign,
      message,
    } = body as {
      readonly recipient: { readonly id: string };
      readonly sender_action?: string;
      readonly message?: Readonly<Record<string, unknown>>;
    };
    sent.add({ person: recipient.id, ...(sign !== undefined && { sign }), ...(message && { message }) });
    return { status: 200, body: { recipient_id: recipient.id, ...(message && { message_id: `m_${randomUUID()}` }) } };
  };
  const sign = (body: string) => `sha256=${createHmac('sha256', keys.appSecret).update(body).digest('hex')}`;
  const server = await serveJson(answer);
  return {
    url: server.url + VERSION,
    page,
    secret: JSON.stringify(keys),
    verifyToken: keys.verifyToken,
    sent,
    message: (person, message) => ({
      sender: { id: person },
      recipient: { id: page },
      timestamp: Date.now(),
      message: { mid: `m_${randomUUID()}`, ...message },
    }),
    deliver(webhook, messaging) {
      const body = JSON.stringify({ object: 'page', entry: [{ id: page, time: Date.now(), messaging }] });
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) };
      return fetch(webhook, { method: 'POST', headers, body });
    },
    sign,
    refuse: (...next) => void faults.push(...next),
    close: server.close,
  };
}

function refusal({ status, code, subcode, message }: GraphFault): JsonAnswer {
  const error = { message, type: 'OAuthException', code, ...(subcode !== undefined && { error_subcode: subcode }) };
  return { status, body: { error: { ...error, fbtrace_id: random() } } };
}

function random(): string {
  return randomBytes(16).toString('hex');
}
