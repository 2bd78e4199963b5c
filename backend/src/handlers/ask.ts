import { newMessageId, parseChatRequest, type ChatRequest, type Session } from '@lex-chat/protocol';
import { accept, type Accepted } from '../conversation/accept.ts';
import type { AnswerPorts } from '../conversation/answer.ts';
import type { Rates } from '../conversation/limits/rates.ts';
import type { SafetyOptions } from './answer-safely.ts';
import { chosenModel } from '../conversation/model/chosen-model.ts';
import { MODE_NOT_OFFERED, offeredMode } from '../conversation/model/modes.ts';
import { authorize } from './authorize.ts';
import { countRequest } from './count-request.ts';
import { NOT_A_RECEIPT, type UploadReceipts } from '../identity/upload-receipts.ts';
import { openSession, type SessionOptions } from './open-session.ts';
import { accepted, Refusal } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

export interface ChatOptions extends Omit<AnswerPorts, 'warn'>, Omit<SessionOptions, 'rates'>, SafetyOptions {
  readonly rates: Rates;
  readonly receipts: UploadReceipts;
  readonly now: () => number;
}

/** A message that is stored, and who asked. */
export interface Asked {
  readonly conversationId: string;
  readonly messageId: string;
  readonly open: ChatRequest['open'];
  readonly accepted: Accepted;
  /** Opened for a sender that had none. */
  readonly session: Session | undefined;
  /** When the sender's session ends, in milliseconds since 1970. */
  readonly sessionExpiresAt: number;
  /** When it began. */
  readonly sessionBegan: number;
}

/** Stores the message of a `POST /chat`. Throws a `Refusal` of what it cannot take. */
export async function ask(request: RestRequest, options: ChatOptions): Promise<Asked> {
  const question = accepted(parseChatRequest(request.body));
  const { text, messageId = newMessageId(), attributes = {}, uploads = [], obfuscated, open } = question;
  const mode = offeredMode(question.mode, options.modes);
  if (!mode) throw new Refusal('invalid-message', MODE_NOT_OFFERED);
  const opened = request.bearer === undefined ? await openSession(request, question, options) : undefined;
  const {
    conversationId,
    visitorId,
    locale,
    expiresAt: sessionExpiresAt,
    issuedAt: sessionBegan,
  } = opened?.claims ?? (await authorize(request, options.admission));
  const address = await options.addressOf(request.from);
  const attachments = await options.receipts.verify(conversationId, uploads);
  if (!attachments) throw new Refusal('invalid-message', NOT_A_RECEIPT);
  const files = attachments.length > 0 ? { attachments } : {};
  const hidden = obfuscated ? { obfuscated } : {};
  const wanted = { mode, ...chosenModel(question.model, options.offered) };
  const message = { id: messageId, visitorId, text, ...files, attributes, ...wanted, locale, ...hidden };
  const stored = await accept(conversationId, message, { address }, options);
  if (stored.state === 'too-many') throw new Refusal('rate-limited', undefined, stored.retryAfterMs);
  if (stored.isRepeated) await countRequest({ conversationId }, options);
  const session = opened?.session;
  return { conversationId, messageId, open, accepted: stored, session, sessionExpiresAt, sessionBegan };
}
