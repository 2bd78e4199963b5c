import type { Failure, ServerMessage, Session } from '@lex-chat/protocol';
import type { ConversationCode } from './conversation-code.ts';
import { createLazyAsker } from './lazy-asker.ts';
import { createLink, type LinkState } from '../connection/link.ts';
import type { Answered, Rest } from '../connection/rest.ts';
import { unknownBotWarning } from '../connection/warn-developer.ts';
import type { World } from '../connection/world.ts';
import { findReply, openQuestion } from './line.ts';
import type { Identity } from './identity.ts';
import { createLazyHistory } from './lazy-history.ts';
import { resumeFrom } from './resume-point.ts';
import { createSender } from './sender.ts';
import { isSessionFailure } from './session.ts';
import type { Store } from './store.ts';
import { hear as fold } from './transcript.ts';

/** A conversation while it is open: everything that listens, waits or is under way. */
export interface Talk {
  /** Tries again what failed for good: the connection, the history. */
  again(): void;
  /** Something is in the outbox. */
  wake(): void;
  stop(replyId: string): void;
  loadEarlier(): Promise<void>;
  /** All that was said has been deleted: what waits to be sent goes as well. */
  forget(): void;
  end(): void;
}

export interface TalkParts {
  readonly store: Store;
  readonly identity: Identity;
  readonly rest: Rest;
  /** The operator's name for it; the first when empty. */
  readonly bot: string;
  readonly code: Pick<ConversationCode, 'history' | 'ask'>;
}

export function startTalk({ store, identity, rest, bot, code }: TalkParts, world: World): Talk {
  const { sessions, outbox } = identity;
  const ending = new AbortController();
  const isFirstVisit = identity.isNew();
  let session: Session | null = sessions.known();
  let hasRenewed = false;
  let hasReloaded = false;
  let hasBegun = false;
  let cancelResume = () => {};

  const kept = async (obtaining: Promise<Answered<Session>>) => {
    const obtained = await obtaining;
    if (obtained.ok) keep(obtained.value);
    return obtained;
  };
  const keep = (current: Session) => {
    session = current;
    if (ending.signal.aborted) return;
    store.update({ textMaxLength: current.limits.textMaxLength, features: current.features });
  };

  const changed = (connection: LinkState) => {
    store.update({ connection, ...(connection === 'online' && { failure: null }) });
    if (connection === 'online') {
      history.reset();
      hasReloaded = false;
      // A conversation that has just begun has nothing to go on from; one that is loading goes on from there.
      if ((hasBegun || !isFirstVisit) && store.known.history !== 'loading') resume();
      for (const { id } of store.known.stopped) link.send({ type: 'reply-stop', replyId: id });
    }
    if (connection === 'online' || connection === 'fallback') {
      hasBegun = true;
      if (store.known.history === 'failed') load();
    }
    wake();
  };

  const resume = () => {
    cancelResume();
    link.send(resumeFrom(store.known.transcript));
  };

  const load = () => {
    void history.load().then(() => {
      if (ending.signal.aborted) return;
      // Told on the socket meanwhile, or since the page was read.
      if (link.state === 'online') resume();
      wake();
    });
  };

  const wake = () => {
    sender.wake();
    store.update({ underWay: sender.underWay });
  };

  const take = (message: ServerMessage) => {
    if (ending.signal.aborted) return;
    if (message.type === 'failure' && isSessionFailure(message.code) && !hasRenewed) {
      void renew();
      return;
    }
    if (message.type === 'failure' && isOneTooMany(message)) {
      cancelResume();
      cancelResume = world.after(message.retryAfterMs, resume);
      return;
    }
    if (message.type === 'failure' && sender.holds(message)) {
      store.update({ underWay: sender.underWay });
      return;
    }
    const { transcript } = store.known;
    const at = world.now();
    const next = (history.code?.hear ?? fold)(transcript, message, at);
    store.update({ transcript: next });
    switch (message.type) {
      case 'resumed':
        history.code?.resumed(next);
        if (!message.complete && !hasReloaded) {
          hasReloaded = true;
          load();
        }
        hearWell();
        break;
      case 'message-accepted':
      case 'reply-start':
        hearWell();
        break;
      case 'reply-end':
        store.update({ stopped: store.known.stopped.filter(({ id }) => id !== message.replyId) });
        break;
      case 'failure':
        hearFailure(message);
        break;
      case 'history-deleted':
        forget();
        break;
      case 'turn-inspected':
        store.update({ inspection: message.inspection });
        break;
      case 'entry':
      case 'reply-delta':
      case 'reply-part':
      case 'pong':
    }
    sender.noted(message);
    store.update({ underWay: sender.underWay });
  };

  const forget = () => {
    outbox.clear();
    sender.close();
    store.update({ transcript: [], earlier: 'none', before: null, underWay: null, stopped: [] });
  };

  const hearWell = () => {
    hasRenewed = false;
    store.update({ failure: null });
  };

  const hearFailure = ({ code, messageId }: Failure) => {
    // Something of ours was lost on the way. A message is sent again before long.
    const isMended = code === 'unavailable' && sender.underWay !== null;
    if (messageId === undefined && !isMended) store.update({ failure: code });
  };

  const renew = async () => {
    hasRenewed = true;
    if (session) await sessions.renew(session);
    if (ending.signal.aborted) return;
    link.reconnect();
    link.hurry();
  };

  const link = createLink(
    { obtain: () => kept(sessions.obtain()), confirm: () => kept(sessions.confirm()) },
    () => outbox.list().length > 0 || openQuestion(store.known.transcript) !== undefined,
    {
      changed,
      heard: message => history.hear(message),
      refused(code) {
        if (code === 'bot-unknown') world.warn(unknownBotWarning(bot));
        hasRenewed = true;
        store.update({ failure: code });
        // What waits goes along into another conversation.
        if (isSessionFailure(code)) return;
        for (const { messageId } of outbox.list()) history.hear({ type: 'failure', code, messageId });
      },
    },
    world,
  );
  const history = createLazyHistory({ store, rest, sessions, resume: link.send, take }, ending.signal, code.history);
  const ask = createLazyAsker(rest, sessions.use, world, history.ready, code.ask);
  const sender = createSender(
    { outbox, link, ask, read: () => store.known.transcript, hear: history.hear, free: () => wake() },
    world,
  );

  store.update({ connection: 'connecting' });
  if (session) keep(session);
  if (isFirstVisit) store.update({ history: 'loaded' });
  else if (store.known.history !== 'loaded') load();
  link.connect();

  return {
    again() {
      if (store.known.history === 'failed') load();
      link.connect();
    },
    wake() {
      link.hurry();
      wake();
    },
    stop(replyId) {
      const line = findReply(store.known.transcript, replyId);
      if (line?.state === 'streaming') {
        store.update({
          stopped: [...store.known.stopped, { ...line, at: world.now(), state: 'done', reason: 'stopped' }],
        });
      }
      if (!link.send({ type: 'reply-stop', replyId }))
        void sessions.use(token => rest.ask(token, '/chat/stop', { replyId }));
    },
    loadEarlier: history.loadEarlier,
    forget,
    end() {
      ending.abort();
      cancelResume();
      link.close();
      sender.close();
      const { history: loading } = store.known;
      store.update({
        connection: 'idle',
        underWay: null,
        stopped: [],
        ...(loading === 'loading' && { history: 'unloaded' }),
        ...(store.known.earlier === 'loading' && { earlier: 'some' }),
      });
    },
  };
}

/** Without a message to name, it is what was asked for again that has to wait. */
function isOneTooMany(failure: Failure): failure is Failure & { readonly retryAfterMs: number } {
  return failure.code === 'rate-limited' && failure.messageId === undefined && failure.retryAfterMs !== undefined;
}
