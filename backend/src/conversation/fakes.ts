import { newMessageId, type ServerMessage } from '@lex-chat/protocol';
import { createMemoryStores } from '../adapters/memory.ts';
import { answer, type AnswerPorts } from './answer.ts';
import type { ModelBudget } from './limits/model-budget.ts';
import type { BotMessage, Gateway, IntentRecognizer, LanguageModel, ModelPart, Understanding } from './ports.ts';
import type { Rates } from './limits/rates.ts';
import type { NewMessage, StoredMessage } from './stores.ts';
import { UpstreamError } from './upstream-error.ts';

/** Stand-ins for tests, smaller than what they stand for. */

export interface FakeGateway extends Gateway {
  /** What each socket was told, in order. */
  readonly told: Map<string, ServerMessage[]>;
  readonly gone: Set<string>;
  /** The sockets that were hung up. */
  readonly closed: Set<string>;
}

export function fakeGateway(): FakeGateway {
  const told = new Map<string, ServerMessage[]>();
  const gone = new Set<string>();
  const closed = new Set<string>();
  return {
    told,
    gone,
    closed,
    async close(connectionId) {
      closed.add(connectionId);
      gone.add(connectionId);
    },
    async post(connectionId, message) {
      if (gone.has(connectionId)) return 'gone';
      told.set(connectionId, [...(told.get(connectionId) ?? []), message]);
      return 'sent';
    },
  };
}

/** A bot that understands nothing, so that the model answers. */
export const silentBot: IntentRecognizer = {
  speaks: () => true,
  recognize: async () => understanding({ intent: 'FallbackIntent', isFallback: true }),
};

export const downBot: IntentRecognizer = {
  speaks: () => true,
  async recognize() {
    throw new UpstreamError('lex', { cause: 'down' });
  },
};

/** A bot that has the same to say to everything; `heard` collects what it was asked. */
export function botSaying(
  messages: readonly BotMessage[],
  given: Partial<Understanding> = {},
  heard: string[] = [],
): IntentRecognizer {
  return {
    speaks: () => true,
    async recognize({ text }) {
      heard.push(text);
      return understanding({ intent: 'Hello', confidence: 0.9, messages, ...given });
    },
  };
}

export function understanding(given: Partial<Understanding>): Understanding {
  return {
    intent: 'Hello',
    confidence: null,
    isFallback: false,
    elicits: null,
    messages: [],
    sessionAttributes: {},
    ...given,
  };
}

/** A model that says these pieces; an `Error` among them breaks it off, a promise keeps it waiting. */
export function modelSaying(...pieces: readonly (string | Error | Promise<unknown>)[]): LanguageModel {
  return {
    name: 'fake',
    async *stream(_, signal): AsyncGenerator<ModelPart> {
      for (const piece of pieces) {
        if (piece instanceof Promise) await Promise.race([piece, aborted(signal)]);
        else if (typeof piece === 'string') yield { type: 'text', text: piece };
        if (piece instanceof Error || signal.aborted) throw new UpstreamError('bedrock', { cause: piece });
      }
      yield { type: 'finish', reason: 'complete', usage: { input: 10, output: 20 } };
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** As much as anybody may want. */
export const plenty: ModelBudget = { reserve: async () => ({ settle: async () => undefined }) };

/** As fast as anybody may want. */
export const unhurried: Rates = {
  visitor: { perMinute: 60_000, burst: 1_000 },
  message: async () => ({ ok: true }),
  session: async () => ({ ok: true }),
  resume: async () => ({ ok: true }),
  request: async () => ({ ok: true }),
  prepare: async () => undefined,
};

export interface Harness extends AnswerPorts {
  readonly rates: Rates;
  /** What was counted. */
  readonly noted: string[];
  readonly note: (event: string) => void;
  readonly gateway: FakeGateway;
  /** Conversations that somebody was asked to answer. */
  readonly invoked: string[];
  readonly warnings: string[];
}

/** Everything a conversation needs, in memory. Time stands still unless `now` says otherwise; pauses last until the next macrotask. */
export function harness(given: Partial<Omit<AnswerPorts, 'gateway'> & Pick<Harness, 'rates'>> = {}): Harness {
  const noted: string[] = [];
  const invoked: string[] = [];
  const warnings: string[] = [];
  const now = given.now ?? (() => 1_790_000_000_000);
  return {
    ...createMemoryStores(now),
    gateway: fakeGateway(),
    recognizer: silentBot,
    model: modelSaying('답이에요.'),
    policy: { minimumConfidence: 0.6 },
    budget: plenty,
    rates: unhurried,
    noted,
    note: event => void noted.push(event),
    maxTokens: 500,
    report: () => undefined,
    botMemory: { forget: async () => 'forgotten' },
    invoker: { invoke: async (conversationId, messageId) => void invoked.push(`${conversationId} ${messageId}`) },
    now,
    pause: () => new Promise(resolve => setImmediate(resolve)),
    warn: event => void warnings.push(event),
    ...given,
    invoked,
    warnings,
  };
}

export function newMessage(given: Partial<NewMessage> = {}): NewMessage {
  return {
    id: newMessageId(),
    text: '배송은 얼마나 걸려요?',
    attributes: {},
    locale: 'ko_KR',
    visitorId: 'v1',
    ...given,
  };
}

export async function say(
  ports: Harness,
  conversationId: string,
  given: Partial<NewMessage> = {},
): Promise<StoredMessage> {
  const acceptance = await ports.history.accept(conversationId, newMessage(given));
  if (acceptance.outcome !== 'stored') throw new Error('expected a new message');
  return acceptance.message;
}

const never = new AbortController().signal;

/** Has a conversation answered, as its function would be asked to for this message. */
export function run(ports: Harness, messageId: string, signal: AbortSignal = never): Promise<'answered' | 'busy'> {
  return answer({ conversationId: 'c1', messageId }, ports, signal);
}

export async function replyTo(ports: Harness, messageId: string) {
  return (await ports.history.find('c1', messageId))?.reply;
}

export function heardBy(ports: Harness, connectionId: string): readonly ServerMessage[] {
  return ports.gateway.told.get(connectionId) ?? [];
}

export function text(said: string): Extract<BotMessage, { kind: 'text' }> {
  return { kind: 'text', text: said };
}
