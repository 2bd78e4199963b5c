import type { Conversation, ConversationState } from '../src/conversation/conversation.ts';
import { say, type ReplyLine, type VisitorLine } from '../src/conversation/transcript.ts';

/** A conversation whose states a test gives, and which remembers what was asked of it. */
export interface ScriptedConversation extends Conversation {
  readonly asked: readonly string[];
  become(change: Partial<ConversationState>): void;
  deleteHistory: Conversation['deleteHistory'];
  ask: Conversation['ask'];
  isStillTheirs: Conversation['isStillTheirs'];
  makeWay: Conversation['makeWay'];
}

/** When everything in a test is said: noon of a day in March, UTC. */
export const AT = Date.UTC(2026, 2, 4, 12);

export const QUIET: ConversationState = {
  transcript: [],
  history: 'loaded',
  earlier: 'none',
  connection: 'online',
  subject: null,
  features: ['stop', 'delete', 'export'],
  failure: null,
  textMaxLength: 4_096,
  awaiting: null,
};

export function createScriptedConversation(given: Partial<ConversationState> = {}): ScriptedConversation {
  const asked: string[] = [];
  const listeners = new Set<() => void>();
  let state: ConversationState = { ...QUIET, ...given };
  let model: string | undefined;

  function become(change: Partial<ConversationState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  return {
    asked,
    become,
    get state() {
      return state;
    },
    choice: {
      get model() {
        return model;
      },
      choose(next) {
        model = next;
        asked.push(`choose ${next ?? 'the usual model'}`);
      },
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    open: () => void asked.push('open'),
    say(text, { mode, attributes, obfuscated, files } = {}) {
      asked.push(
        [
          'say',
          text,
          mode && `(${mode})`,
          obfuscated && '(obfuscated)',
          attributes && JSON.stringify(attributes),
          ...(files ?? []).map(({ attachment }) => attachment.name),
        ]
          .filter(Boolean)
          .join(' '),
      );
      const id = `m${state.transcript.length}`;
      become({
        transcript: say(state.transcript, {
          id,
          text,
          at: AT,
          ...(obfuscated && { obfuscated }),
          ...(files && { files }),
        }),
      });
      return id;
    },
    retry: messageId => void asked.push(`retry ${messageId}`),
    stop: replyId => void asked.push(`stop ${replyId}`),
    async loadEarlier() {
      asked.push('loadEarlier');
    },
    async deleteHistory() {
      asked.push('deleteHistory');
      become({ transcript: [] });
      return true;
    },
    async ask(path, body) {
      asked.push(`post ${path} ${JSON.stringify(body)}`);
      return { ok: true, value: { waits: true } };
    },
    logOut: () => void asked.push('logOut'),
    beginAnew() {
      asked.push('beginAnew');
      become({ transcript: [] });
    },
    isStillTheirs: () => true,
    leave: () => void asked.push('leave'),
    makeWay: () => void asked.push('makeWay'),
    close: () => void asked.push('close'),
  };
}

/** A line that the visitor said. */
export function said(id: string, text: string, given: Partial<VisitorLine> = {}): VisitorLine {
  return { role: 'visitor', id, text, at: AT, state: 'sent', failure: null, ...given };
}

/** A whole reply of the bot. */
export function reply(id: string, text: string, given: Partial<ReplyLine> = {}): ReplyLine {
  return {
    role: 'assistant',
    id,
    inReplyTo: 'm1',
    attempt: 1,
    locale: 'ko_KR',
    source: { kind: 'intent', name: 'Hello' },
    text,
    parts: [],
    at: AT,
    state: 'done',
    reason: 'complete',
    ...given,
  };
}
