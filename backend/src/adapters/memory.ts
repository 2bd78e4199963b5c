import type { ReplyEntry } from '@lex-chat/protocol';
import { toMessageEntry } from '../conversation/message-entry.ts';
import type { HistoryStore, StoredMessage, TurnState, TurnStore } from '../conversation/stores.ts';

interface Conversation {
  lastPlace: number;
  readonly messages: Map<string, StoredMessage>;
  readonly replies: Map<string, ReplyEntry>;
  turn: TurnState & { readonly knocks: readonly string[] };
}

/** Conversations that last as long as the process: for tests, held to the same contract as DynamoDB. */
export function createMemoryStores(now: () => number = Date.now): {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
} {
  const conversations = new Map<string, Conversation>();
  const open = (id: string): Conversation => {
    const found = conversations.get(id) ?? { lastPlace: 0, messages: new Map(), replies: new Map(), turn: AT_REST };
    conversations.set(id, found);
    return found;
  };
  return { history: createHistory(open, now), turns: createTurns(open, now) };
}

const AT_REST: Conversation['turn'] = {
  attempt: 0,
  leaseUntil: null,
  messageId: null,
  draft: null,
  stop: null,
  answered: 0,
  again: [],
  sessionAttributes: {},
  connections: [],
  knocks: [],
};

function createHistory(open: (id: string) => Conversation, now: () => number): HistoryStore {
  const placed = (id: string) => {
    const { messages, replies } = open(id);
    const entries = [...messages.values()].flatMap(message => {
      const reply = replies.get(message.id);
      return [
        { place: message.order, entry: toMessageEntry(message) },
        ...(reply ? [{ place: message.order + 1, entry: reply }] : []),
      ];
    });
    return entries.sort((a, b) => a.place - b.place);
  };

  return {
    async accept(id, message) {
      const conversation = open(id);
      conversation.lastPlace += 2;
      if (conversation.messages.has(message.id)) return { outcome: 'duplicate' };
      const stored: StoredMessage = {
        role: 'visitor',
        ...message,
        at: now(),
        failure: null,
        order: conversation.lastPlace,
      };
      conversation.messages.set(message.id, stored);
      return { outcome: 'stored', message: stored, connections: conversation.turn.connections };
    },
    async find(id, messageId) {
      const message = open(id).messages.get(messageId);
      return message && { message, reply: open(id).replies.get(messageId) ?? null };
    },
    async next(id, order) {
      return [...open(id).messages.values()].sort((a, b) => a.order - b.order).find(message => message.order > order);
    },
    async page(id, limit, before = Infinity) {
      const earlier = placed(id).filter(({ place }) => place < before);
      const page = earlier.slice(-limit);
      return { entries: page.map(({ entry }) => entry), rest: earlier.length > limit ? page[0]!.place : null };
    },
    async since(id, after, limit) {
      const entries = placed(id);
      const at = after === null ? -1 : entries.findIndex(({ entry }) => entry.id === after);
      if (after !== null && at === -1) return undefined;
      const later = entries.slice(at + 1);
      const page = later.slice(0, limit);
      return { entries: page.map(({ entry }) => entry), rest: later.length > limit ? page.at(-1)!.place : null };
    },
    async storeReply(id, message, reply) {
      const former = open(id).replies.get(message.id);
      if (former && former.attempt >= reply.attempt) return 'superseded';
      open(id).replies.set(message.id, reply);
      const answered = open(id).messages.get(message.id);
      if (answered) open(id).messages.set(message.id, { ...answered, failure: null });
      return 'stored';
    },
    async fail(id, messageId, failure) {
      const message = open(id).messages.get(messageId);
      if (message) open(id).messages.set(messageId, { ...message, failure });
    },
  };
}

function createTurns(open: (id: string) => Conversation, now: () => number): TurnStore {
  const isHeld = ({ turn }: Conversation) => turn.leaseUntil !== null && turn.leaseUntil >= now();
  const holds = ({ turn }: Conversation, attempt: number) => turn.attempt === attempt && turn.leaseUntil !== null;
  const change = (id: string, changes: Partial<Conversation['turn']>): TurnState => {
    const conversation = open(id);
    conversation.turn = { ...conversation.turn, ...changes };
    return withoutKnocks(conversation.turn);
  };
  return {
    read: async id => withoutKnocks(open(id).turn),
    async claim(id, messageId, leaseUntil) {
      if (isHeld(open(id))) return 'busy';
      const { leaseUntil: former, attempt } = open(id).turn;
      const isTakeOver = former !== null;
      const state = change(id, { leaseUntil, attempt: attempt + 1, ...(!isTakeOver && { messageId }) });
      return { state, isTakeOver };
    },
    async knock(id, messageId) {
      if (!isHeld(open(id))) return 'free';
      change(id, { knocks: [...new Set([...open(id).turn.knocks, messageId])] });
      return 'knocked';
    },
    async advance(id, attempt, { messageId, leaseUntil, answered, sessionAttributes }) {
      if (!holds(open(id), attempt)) return undefined;
      const again = open(id).turn.again.filter(other => other !== messageId);
      return change(id, {
        messageId,
        leaseUntil,
        answered,
        sessionAttributes,
        again,
        attempt: attempt + 1,
        draft: null,
        stop: null,
      });
    },
    async checkpoint(id, attempt, draft, leaseUntil) {
      return holds(open(id), attempt) ? change(id, { draft, leaseUntil }) : undefined;
    },
    async release(id, attempt, done) {
      if (!holds(open(id), attempt)) return 'lost';
      const { knocks } = open(id).turn;
      if (knocks.length > 0) return { state: change(id, { knocks: [] }), knocks };
      return { state: change(id, { ...done, leaseUntil: null, messageId: null, draft: null, stop: null }), knocks };
    },
    async again(id, messageId) {
      change(id, { again: [...new Set([...open(id).turn.again, messageId])] });
    },
    async stop(id, replyId) {
      if (isHeld(open(id))) change(id, { stop: replyId });
    },
    async connect(id, connected) {
      const others = open(id).turn.connections.filter(({ connectionId }) => connectionId !== connected.connectionId);
      return change(id, { connections: [...others, connected] });
    },
    async disconnect(id, connectionId) {
      change(id, {
        connections: open(id).turn.connections.filter(connected => connected.connectionId !== connectionId),
      });
    },
  };
}

function withoutKnocks({ knocks, ...state }: Conversation['turn']): TurnState {
  return state;
}
