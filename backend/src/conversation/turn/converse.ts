import {
  LEX_TEXT_MAX_LENGTH,
  RESERVED_ATTRIBUTES,
  replyIdOf,
  type Attributes,
  type EndReason,
  type Entry,
  type FailureCode,
  type ReplyMessage,
  type ReplyStart,
  type Source,
} from '@lex-chat/protocol';
import { composeReply } from '../compose-reply.ts';
import { botOf } from '../conversation-id.ts';
import { isMissed, toMissed, type MissedUtterances } from './missed-utterances.ts';
import type { FileStore } from '../files/file-store.ts';
import { showFiles } from '../files/prompt-files.ts';
import type { ModelBudget, Reservation } from '../limits/model-budget.ts';
import { citationsIn, queryOf, quote } from '../model/passages.ts';
import type { IntentRecognizer, Knowledge, LanguageModel, Passage, Understanding, Usage } from '../ports.ts';
import type { HistoryStore, StoredMessage } from '../stores.ts';
import { MODES } from '../model/modes.ts';
import { buildPrompt, tokensOf } from '../model/prompt.ts';
import { routeTurn, type Heard, type Route, type RoutingPolicy } from './routing.ts';
import { UpstreamError } from '../upstream-error.ts';

export interface Turn {
  readonly conversationId: string;
  /** The name under which Lex keeps the conversation, see `dialogueOf`. */
  readonly dialogueId: string;
  readonly message: StoredMessage;
  readonly attempt: number;
  /** When the lease ends under which it began, in milliseconds since 1970. */
  readonly leaseUntil: number;
  /** Lex's session attributes as they stand. */
  readonly sessionAttributes: Attributes;
  /** Told what was heard and who is to answer, as soon as that is known. */
  readonly onRouted?: (heard: Heard, route: Route) => void;
}

export interface ConversePorts {
  readonly history: Pick<HistoryStore, 'page'>;
  readonly recognizer: IntentRecognizer;
  readonly model: LanguageModel;
  /** Those that visitors may have answer in its place, by name. @default - none */
  readonly models?: ReadonlyMap<string, LanguageModel>;
  readonly policy: RoutingPolicy;
  readonly budget: ModelBudget;
  /** What stands on the site's pages. @default - the model is told nothing of them */
  readonly knowledge?: Knowledge | undefined;
  /** What visitors have attached. @default - nothing can be attached */
  readonly files?: FileStore | undefined;
  readonly maxTokens: number;
  /** Told what no intent knew, where the operator wants it. */
  readonly missed?: MissedUtterances;
  /** Who the assistant is in a conversation, in the operator's words. */
  readonly personaIn?: (conversationId: string) => string | undefined;
  /** Hears how a turn was answered, for logs and counts; never a text. */
  readonly report: (event: TurnEvent) => void;
}

export type TurnEvent =
  | { readonly event: 'routed'; readonly messageId: string; readonly to: Route['to']; readonly because: string }
  | {
      readonly event:
        'lex-unavailable' | 'knowledge-unavailable' | 'reply-interrupted' | 'settling-failed' | 'missed-not-noted';
      readonly error: UpstreamError;
    }
  | { readonly event: 'budget-spent' }
  | TurnFinished;

/** How a turn went. Times are in milliseconds. */
export interface TurnFinished {
  readonly event: 'turn-finished';
  readonly messageId: string;
  readonly answeredBy: Source['kind'] | 'nobody';
  readonly reason: EndReason | FailureCode;
  /** From the acceptance of the message to the beginning of its turn. */
  readonly waitedMs: number;
  /** From the beginning of the turn to the first that was shown; null where nothing was. */
  readonly firstShownMs: number | null;
  readonly wholeMs: number;
  readonly usage: Usage | null;
}

/** What a turn leaves behind. */
export interface Conversed {
  /** Lex's, which the next turn needs. */
  readonly sessionAttributes: Attributes;
  /** In tokens; null where no model was asked, or it has not said. */
  readonly usage: Usage | null;
  /** There was no reply: it was for the model, and the tokens of the day are spent. */
  readonly isBudgetSpent: boolean;
}

/** Why a turn is aborted, as the reason of its signal: a visitor's wish is `stopped`, everything else an interruption. */
export const STOPPED = 'stopped';

const NOTHING: Usage = { input: 0, output: 0 };

/** Longest wait for what the site's pages say, in milliseconds. */
const KNOWLEDGE_MS = 3_000;

/** Newest entries read for the model; its budget of tokens usually cuts sooner. */
const REMEMBERED_ENTRIES = 20;

/**
 * Answers one message, as wire messages, as the answer becomes known. Lex is asked at most once.
 *
 * Throws `UpstreamError` while nothing has been shown. After that, whatever breaks ends the reply as
 * `interrupted`, and a signal aborted with `STOPPED` ends it as `stopped`.
 */
export async function* converse(
  turn: Turn,
  ports: ConversePorts,
  signal: AbortSignal,
): AsyncGenerator<ReplyMessage, Conversed> {
  const heard = await listen(turn, ports, signal);
  const route = routeTurn(heard, ports.policy);
  turn.onRouted?.(heard, route);
  ports.report({
    event: 'routed',
    messageId: turn.message.id,
    to: route.to,
    because: route.to === 'model' ? route.because : route.understanding.intent,
  });

  const sessionAttributes =
    typeof heard === 'string' ? turn.sessionAttributes : withoutGiven(heard.sessionAttributes, turn);
  if (route.to === 'intent') {
    yield* say(turn, route.understanding);
    return { sessionAttributes, usage: null, isBudgetSpent: false };
  }
  // Beside the answer, which nobody waits longer for.
  const noted = isMissed(route) ? note(turn, ports) : undefined;
  try {
    return { sessionAttributes, ...(yield* think(turn, ports, signal)) };
  } finally {
    await noted;
  }
}

/** What is not noted is not worth an answer. */
async function note({ conversationId, message }: Turn, { missed, report }: ConversePorts): Promise<void> {
  const utterance = missed && !message.obfuscated ? toMissed(message.text) : '';
  if (utterance === '') return;
  try {
    await missed?.note(botOf(conversationId), message.locale, utterance);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    report({ event: 'missed-not-noted', error });
  }
}

async function listen(
  { conversationId, dialogueId, message, sessionAttributes }: Turn,
  { recognizer, report }: ConversePorts,
  signal: AbortSignal,
): Promise<Heard> {
  const { id: messageId, visitorId, text, locale, attributes, mode } = message;
  // A text that is to be worked on is no order to the bot, whatever it says, and no answer to what it asked.
  if (mode !== undefined && mode !== 'chat') return 'mode';
  if (text.length > LEX_TEXT_MAX_LENGTH || !recognizer.speaks(locale, conversationId)) return 'not-asked';
  try {
    const utterance = {
      conversationId,
      dialogueId,
      messageId,
      visitorId,
      text,
      locale,
      sessionAttributes: { ...attributes, ...sessionAttributes },
    };
    return await recognizer.recognize(utterance, signal);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    report({ event: 'lex-unavailable', error });
    // A model would be asked about what nobody but the bot may know.
    if (message.obfuscated) throw error;
    return 'unavailable';
  }
}

/** What the bot has set stays between turns; what came with the message, and was left alone, does not: it would pile up. */
function withoutGiven(attributes: Attributes, { message, sessionAttributes }: Turn): Attributes {
  const isTheBots = ([name, value]: [string, string]) =>
    !name.startsWith(RESERVED_ATTRIBUTES) && (name in sessionAttributes || message.attributes[name] !== value);
  return Object.fromEntries(Object.entries(attributes).filter(isTheBots));
}

/** What an intent has to say is known at once. */
function* say(turn: Turn, understanding: Understanding): Generator<ReplyMessage> {
  const { text, parts } = composeReply(understanding);
  const start = replyStart(turn, { kind: 'intent', name: understanding.intent });
  const { replyId, attempt } = start;

  yield start;
  if (text !== '') yield { type: 'reply-delta', replyId, attempt, offset: 0, text };
  for (const [index, part] of parts.entries()) yield { type: 'reply-part', replyId, attempt, index, part };
  yield { type: 'reply-end', replyId, attempt, reason: 'complete', length: text.length, parts: parts.length };
}

/** What a model has to say comes bit by bit. The most it can cost is reserved before, and what it did cost settled after. */
async function* think(
  turn: Turn,
  ports: ConversePorts,
  signal: AbortSignal,
): AsyncGenerator<ReplyMessage, Omit<Conversed, 'sessionAttributes'>> {
  const { history, budget, files: store, maxTokens, personaIn, report } = ports;
  const model = ports.models?.get(turn.message.model ?? '') ?? ports.model;
  const { entries } = await history.page(turn.conversationId, REMEMBERED_ENTRIES, turn.message.order + 1);
  const mode = MODES[turn.message.mode ?? 'chat'];
  const quoted = mode.isOneText ? undefined : quote(await recall(turn, entries, ports, signal));
  const files = store && (await showFiles(turn.conversationId, mode.isOneText ? entries.slice(-1) : entries, store));
  const voice = { persona: personaIn?.(turn.conversationId), locale: turn.message.locale, quoted, files };
  const prompt = buildPrompt(entries, mode, maxTokens, voice);
  const reservation = await budget.reserve(turn.message.visitorId, tokensOf(prompt) + maxTokens);
  if (reservation === 'exhausted') {
    report({ event: 'budget-spent' });
    return { usage: null, isBudgetSpent: true };
  }
  const start = replyStart(turn, { kind: 'model', name: model.name });
  const { replyId, attempt } = start;
  let text = '';
  let reason: EndReason | null = null;
  let usage: Usage | null = null;

  try {
    for await (const part of model.stream(prompt, signal)) {
      if (part.type === 'finish') {
        ({ reason, usage } = part);
        break;
      }
      if (part.text === '') continue;
      if (text === '') yield start;
      yield { type: 'reply-delta', replyId, attempt, offset: text.length, text: part.text };
      text += part.text;
    }
    reason ??= 'interrupted';
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    reason = signal.reason === STOPPED ? 'stopped' : 'interrupted';
    if (text === '' && reason !== 'stopped') {
      if (error.isFree) await settle(reservation, NOTHING, report);
      throw error;
    }
    if (reason === 'interrupted') report({ event: 'reply-interrupted', error });
  }
  await settle(reservation, usage, report);
  if (text === '') yield start;
  const citations = citationsIn(text, quoted);
  for (const [index, part] of citations.entries()) yield { type: 'reply-part', replyId, attempt, index, part };
  yield { type: 'reply-end', replyId, attempt, reason, length: text.length, parts: citations.length };
  return { usage, isBudgetSpent: false };
}

/** What the site's pages say about the question. A reply without it is better than none. */
async function recall(
  { conversationId }: Turn,
  entries: readonly Entry[],
  { knowledge, report }: ConversePorts,
  signal: AbortSignal,
): Promise<readonly Passage[]> {
  if (!knowledge) return [];
  try {
    const query = { text: queryOf(entries), conversationId };
    return await knowledge.find(query, AbortSignal.any([signal, AbortSignal.timeout(KNOWLEDGE_MS)]));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    report({ event: 'knowledge-unavailable', error });
    return [];
  }
}

/** The reply is given: a reservation that cannot be settled stands. */
async function settle(reservation: Reservation, usage: Usage | null, report: ConversePorts['report']): Promise<void> {
  try {
    await reservation.settle(usage);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    report({ event: 'settling-failed', error });
  }
}

function replyStart({ message, attempt }: Turn, source: ReplyStart['source']): ReplyStart {
  return {
    type: 'reply-start',
    replyId: replyIdOf(message.id),
    inReplyTo: message.id,
    attempt,
    locale: message.locale,
    source,
  };
}
