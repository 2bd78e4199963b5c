import { messageIdOf, OBFUSCATED_TEXT, type FailureCode } from '@lex-chat/protocol';
import { toMessageEntry } from '../conversation/message-entry.ts';
import { dueAfter } from '../conversation/limits/rate.ts';
import type { HistoryStore, Page, RevocationStore, StoredMessage, TurnStore } from '../conversation/stores.ts';
import { AT_REST, type Conversation } from './memory/conversation.ts';
import { createTurns } from './memory/turns.ts';

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
      heldUntil: 0,
      cleared: 0,
      clearedBefore: 0,
      messages: new Map(),
      replies: new Map(),
      fences: new Map(),
      turn: AT_REST,
    };
    conversations.set(id, found);
    return found;
  };
  return { history: createHistory(open, now), turns: createTurns(open, now), revocations: createRevocations() };
}

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
  const isFenced = (id: string, messageId: string, by: number) => by < (open(id).fences.get(messageId) ?? 0);
  const mark = (id: string, messageId: string, failure: FailureCode | null, isOver = true): boolean => {
    const message = open(id).messages.get(messageId);
    const hidden = isOver && message?.obfuscated && { text: OBFUSCATED_TEXT };
    if (message) open(id).messages.set(messageId, { ...message, ...hidden, failure });
    return message !== undefined;
  };

  return {
    async accept(id, message, rate) {
      const conversation = open(id);
      if (conversation.heldUntil > now()) return { outcome: 'too-fast' };
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
      conversation.fences.delete(message.id);
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
    async storeReply(id, message, reply, by = reply.attempt) {
      const former = open(id).replies.get(message.id);
      if ((former && former.attempt >= reply.attempt) || isFenced(id, message.id, by)) return 'superseded';
      open(id).replies.set(message.id, reply);
      if (message.failure !== null || message.obfuscated) mark(id, message.id, null);
      return 'stored';
    },
    async fail(id, messageId, failure, by) {
      return !isFenced(id, messageId, by) && mark(id, messageId, failure) ? 'stored' : 'superseded';
    },
    async reopen(id, messageId) {
      mark(id, messageId, null, false);
    },
    async fence(id, message, attempt) {
      const { fences } = open(id);
      fences.set(message.id, Math.max(attempt, fences.get(message.id) ?? 0));
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
        const { text } = entry;
        target.messages.set(entry.id, { ...message, text, visitorId, failure, order: target.lastPlace, moved: true });
        if (reply) target.replies.set(entry.id, { ...reply, attempt: 0 });
      }
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
