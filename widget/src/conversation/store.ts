import { replyIdOf, TEXT_MAX_LENGTH, type FailureCode } from '@lex-chat/protocol';
import type { LinkState } from '../connection/link.ts';
import { findReply, openQuestion, type ReplyLine, type Transcript } from './line.ts';

export interface ConversationState {
  readonly transcript: Transcript;
  readonly history: 'unloaded' | 'loading' | 'loaded' | 'failed';
  /** Whether more was said before what the transcript begins with. */
  readonly earlier: 'none' | 'some' | 'loading';
  readonly connection: 'idle' | LinkState;
  /** For whom the site vouches, by its own name; null for a guest, and before that is known. */
  readonly subject: string | null;
  /** A failure of the whole conversation, such as a refused session, not of one message. */
  readonly failure: FailureCode | null;
  /** What the service offers beyond the text, in the protocol's words. */
  readonly features: readonly string[];
  /** The most a visitor may write, in UTF-16 code units. */
  readonly textMaxLength: number;
  /** The message that is being answered, as far as that can be known, and whose reply has not begun. */
  readonly awaiting: string | null;
  /** How the last turn was answered, for a developer of the site: not read yet. Undefined for everybody else. */
  readonly inspection?: unknown;
}

/** All that a conversation knows: what it shows, before it is made fit to be shown. */
export interface Known extends Omit<ConversationState, 'awaiting'> {
  /** Where the page before the earliest shown begins; null if there is none, or no page was loaded yet. */
  readonly before: string | null;
  /** The message on its way to the service. */
  readonly underWay: string | null;
  /** Replies that the visitor has stopped, as they stood. They show like that until the service has ended them. */
  readonly stopped: readonly ReplyLine[];
}

export interface Store {
  readonly known: Known;
  readonly state: ConversationState;
  /** Forgets all that was said, and for whom the site vouches. */
  reset(transcript: Transcript, subject: string | null): void;
  /** Changes what is known, and tells the listeners if that is a change. */
  update(change: Partial<Known>): void;
  subscribe(listener: () => void): () => void;
}

export function createStore(transcript: Transcript): Store {
  const listeners = new Set<() => void>();
  let known: Known = { ...NOTHING, transcript };
  let state = show(known);

  const become = (next: Known) => {
    known = next;
    state = show(known);
    for (const listener of [...listeners]) listener();
  };

  return {
    get known() {
      return known;
    },
    get state() {
      return state;
    },
    update(change) {
      const names = Object.keys(change) as (keyof Known)[];
      if (names.every(name => known[name] === change[name])) return;
      become({ ...known, ...change });
    },
    reset: (lines, subject) => become({ ...NOTHING, transcript: lines, subject }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const NOTHING: Known = {
  features: [],
  transcript: [],
  history: 'unloaded',
  earlier: 'none',
  connection: 'idle',
  subject: null,
  failure: null,
  textMaxLength: TEXT_MAX_LENGTH,
  before: null,
  underWay: null,
  stopped: [],
};

export function show({ before, underWay, stopped, ...known }: Known): ConversationState {
  const { transcript, connection } = known;
  const isReachable = connection === 'connecting' || connection === 'online' || connection === 'fallback';
  // On a socket nobody writes an answer to what has not arrived; over HTTP that is told with the answer.
  const sent = connection === 'fallback' ? underWay : null;
  const asked = isReachable ? (sent ?? openQuestion(transcript)?.id ?? null) : null;
  return {
    ...known,
    transcript: stopped.length === 0 ? transcript : transcript.map(line => asStopped(line, stopped)),
    awaiting: asked !== null && findReply(transcript, replyIdOf(asked)) ? null : asked,
  };
}

function asStopped(line: Transcript[number], stopped: readonly ReplyLine[]): Transcript[number] {
  if (line.state !== 'streaming') return line;
  return stopped.find(({ id, attempt }) => id === line.id && attempt === line.attempt) ?? line;
}
