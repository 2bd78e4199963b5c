import { messageIdOf, type ReplyEntry } from '@lex-chat/protocol';
import { toMessageEntry } from '../conversation/message-entry.ts';
import { dueAfter } from '../conversation/rate.ts';
import type {
  Draft,
  HistoryStore,
  Page,
  RevocationStore,
  StoredMessage,
  TurnStore,
  TurnWithDraft,
} from '../conversation/stores.ts';

interface Conversation {
  lastPlace: number;
  /** When the next message is due, if they came evenly. */
  due: number;
  /** The order up to which nothing is seen any more. */
  cleared: number;
  /** The same, before that. */
  clearedBefore: number;
  readonly messages: Map<string, StoredMessage & { readonly moved?: true }>;
  readonly replies: Map<string, ReplyEntry>;
  turn: Omit<TurnWithDraft, 'cleared'> & {
    readonly knocks: readonly string[];
    /** The draft as far as it is in pieces, until the next checkpoint. */
    readonly kept: Draft | null;
  };
}

/** Conversations that last as long as the process: for tests, held to the same contract as DynamoDB. */
export function createMemoryStores(now: () => number = Date.now): {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
  readonly revocations: RevocationStore;
} {
  const conversations = new Map<string, Conversation>();
  const open = (id: string): Conversation => {
    const found = conversations.get(id) ?? {
      lastPlace: 0,
      due: 0,
      cleared: 0,
      clearedBefore: 0,
      messages: new Map(),
      replies: new Map(),
      turn: AT_REST,
    };
    conversations.set(id, found);
    return found;
  };
  return { history: createHistory(open, now), turns: createTurns(open, now), revocations: createRevocations() };
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
  loggedOut: 0,
  knocks: [],
  kept: null,
};

function createHistory(open: (id: string) => Conversation, now: () => number): HistoryStore {
  const placed = (id: string) => {
    const { messages, replies, cleared } = open(id);
    const seen = [...messages.values()].filter(({ order }) => order > cleared);
    const entries = seen.flatMap(message => {
      const reply = replies.get(message.id);
      return [
        { place: message.order, entry: toMessageEntry(message) },
        ...(reply ? [{ place: message.order + 1, entry: reply }] : []),
      ];
    });
    return entries.sort((a, b) => a.place - b.place);
  };
  const pageOf = (later: ReturnType<typeof placed>, limit: number): Page => {
    const page = later.slice(0, limit);
    return { entries: page.map(({ entry }) => entry), rest: later.length > limit ? page.at(-1)!.place : null };
  };

  return {
    async accept(id, message, rate) {
      const conversation = open(id);
      if (rate) {
        const due = dueAfter(conversation.due, now(), rate);
        if (due === undefined) return { outcome: 'too-fast' };
        conversation.due = due;
      }
      conversation.lastPlace += 2;
      const former = conversation.messages.get(message.id);
      if (former && former.order > conversation.cleared) return { outcome: 'duplicate', turn: conversation.turn };
      const stored: StoredMessage = {
        role: 'visitor',
        ...message,
        at: now(),
        failure: null,
        order: conversation.lastPlace,
      };
      conversation.messages.set(message.id, stored);
      conversation.replies.delete(message.id);
      return { outcome: 'stored', message: stored, connections: conversation.turn.connections };
    },
    async find(id, messageId) {
      const message = open(id).messages.get(messageId);
      if (!message || message.order <= open(id).cleared) return undefined;
      return { message, reply: open(id).replies.get(messageId) ?? null };
    },
    async next(id, order) {
      const inOrder = [...open(id).messages.values()].sort((a, b) => a.order - b.order);
      return inOrder.find(message => message.order > order && !message.moved);
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
      return pageOf(entries.slice(at + 1), limit);
    },
    async behind(id, place, limit) {
      const later = placed(id).filter(entry => entry.place > place);
      return pageOf(later, limit);
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
    async rate(id, replyId, feedback) {
      const reply = open(id).replies.get(messageIdOf(replyId));
      if (!reply) return 'unknown';
      open(id).replies.set(reply.inReplyTo, { ...reply, feedback });
      return 'stored';
    },
    async erase(id, place) {
      const { messages, replies } = open(id);
      for (const { id: messageId, order } of [...messages.values()]) {
        if (order + 1 <= place) replies.delete(messageId);
        if (order <= place) messages.delete(messageId);
      }
    },
    async retract(id, message) {
      const { cleared, messages, replies } = open(id);
      if (message.order > cleared) return;
      replies.delete(message.id);
      if ((messages.get(message.id)?.order ?? 0) <= cleared) messages.delete(message.id);
    },
    async copy(from, { conversationId, visitorId }) {
      const target = open(conversationId);
      const source = open(from);
      for (const { entry } of placed(from)) {
        if (entry.role !== 'visitor' || target.messages.has(entry.id)) continue;
        const message = source.messages.get(entry.id)!;
        const reply = source.replies.get(entry.id);
        target.lastPlace += 2;
        const failure = message.failure ?? (reply ? null : 'unavailable');
        target.messages.set(entry.id, { ...message, visitorId, failure, order: target.lastPlace, moved: true });
        if (reply) target.replies.set(entry.id, { ...reply, attempt: 0 });
      }
    },
  };
}

function createTurns(open: (id: string) => Conversation, now: () => number): TurnStore {
  const isHeld = ({ turn }: Conversation) => turn.leaseUntil !== null && turn.leaseUntil >= now();
  const holds = ({ turn }: Conversation, attempt: number) => turn.attempt === attempt && turn.leaseUntil !== null;
  const change = (id: string, changes: Partial<Conversation['turn']>): TurnWithDraft => {
    const conversation = open(id);
    conversation.turn = { ...conversation.turn, ...changes };
    return toState(conversation);
  };
  return {
    read: async id => toState(open(id)),
    async claim(id, messageId, leaseUntil) {
      if (isHeld(open(id))) return 'busy';
      const { leaseUntil: former, attempt, draft, kept } = open(id).turn;
      const isTakeOver = former !== null;
      const state = change(id, {
        leaseUntil,
        attempt: attempt + 1,
        draft: kept ?? draft,
        ...(!isTakeOver && { messageId }),
      });
      return { state, isTakeOver };
    },
    async knock(id, messageId) {
      if (!isHeld(open(id))) return 'free';
      change(id, { knocks: [...new Set([...open(id).turn.knocks, messageId])] });
      return 'knocked';
    },
    async advance(id, attempt, { messageId, leaseUntil, answered, sessionAttributes, done = [] }) {
      if (!holds(open(id), attempt)) return undefined;
      const again = open(id).turn.again.filter(other => other !== messageId && !done.includes(other));
      return change(id, {
        messageId,
        leaseUntil,
        answered,
        sessionAttributes,
        again,
        attempt: attempt + 1,
        draft: null,
        kept: null,
        stop: null,
      });
    },
    async checkpoint(id, attempt, draft, leaseUntil) {
      return holds(open(id), attempt) ? change(id, { draft, leaseUntil, kept: null }) : undefined;
    },
    async keep(id, _, draft) {
      return holds(open(id), draft.attempt) ? change(id, { kept: draft }) : undefined;
    },
    async release(id, attempt, { answered, sessionAttributes, done = [] }) {
      if (!holds(open(id), attempt)) return 'lost';
      const { knocks } = open(id).turn;
      if (knocks.length > 0) return { state: change(id, { knocks: [] }), knocks };
      const again = open(id).turn.again.filter(other => !done.includes(other));
      const rest = { again, leaseUntil: null, messageId: null, draft: null, kept: null, stop: null };
      return { state: change(id, { answered, sessionAttributes, ...rest }), knocks };
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
    async logOut(id, at) {
      return change(id, { loggedOut: Math.max(at, open(id).turn.loggedOut) });
    },
    async clear(id) {
      const conversation = open(id);
      const { connections, attempt, loggedOut } = conversation.turn;
      const before = toState(conversation);
      const over = [...new Set([conversation.cleared, conversation.clearedBefore])];
      // Nothing was said since the last time, which may have broken off: what it had to forget stays written.
      if (conversation.lastPlace > conversation.cleared) conversation.clearedBefore = conversation.cleared;
      conversation.cleared = conversation.lastPlace;
      conversation.turn = {
        ...AT_REST,
        connections,
        loggedOut,
        attempt: attempt + 1,
        answered: conversation.lastPlace,
      };
      return { place: conversation.lastPlace + 1, before, over };
    },
  };
}

function createRevocations(): RevocationStore {
  const revoked = new Map<string, number>();
  return {
    revokedUntil: async id => revoked.get(id) ?? 0,
    revoke: async (id, at) => void revoked.set(id, Math.max(at, revoked.get(id) ?? 0)),
  };
}

function toState({ cleared, turn: { knocks, kept, ...state } }: Conversation): TurnWithDraft {
  return { ...state, cleared };
}
