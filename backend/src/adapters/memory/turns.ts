import type { TurnStore, TurnWithDraft } from '../../conversation/stores.ts';
import { AT_REST, type Conversation } from './conversation.ts';

export function createTurns(open: (id: string) => Conversation, now: () => number): TurnStore {
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
        isSettling: isTakeOver,
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
        isSettling: false,
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
      const rest = { again, leaseUntil: null, messageId: null, isSettling: false, draft: null, kept: null, stop: null };
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
    async hold(id, until) {
      open(id).heldUntil = until;
      return toState(open(id));
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

function toState({ cleared, turn: { knocks, kept, ...state } }: Conversation): TurnWithDraft {
  return { ...state, cleared };
}
