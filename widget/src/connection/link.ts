import type { ClientMessage, FailureCode, ServerMessage, Session } from '@lex-chat/protocol';
import { reconnectDelay, SOON_MS } from './backoff.ts';
import { openLastingSocket } from './lasting-socket.ts';
import type { Answered, Refused } from './rest.ts';
import type { Socket } from './socket.ts';
import type { World } from './world.ts';

/**
 * `fallback`: sockets seem to be blocked here, and answers have to come over HTTP. `unreachable`: there is a network,
 * and yet no way to the service; tries go on as in `offline`.
 */
export type LinkState = 'connecting' | 'online' | 'offline' | 'fallback' | 'unreachable';

/** The way to the service: a socket that comes back by itself. */
export interface Link {
  readonly state: LinkState;
  /** Connects now, unless that is under way. Also after a refusal. */
  connect(): void;
  /** Somebody waits: a try that would be a while off comes within a second, and one comes at all after a refusal. */
  hurry(): void;
  /** Whether it was handed to an open socket; not whether it arrives. */
  send(message: ClientMessage): boolean;
  /** Gives up a socket that seems dead, or whose session has ended, and comes back. */
  reconnect(): void;
  /** Over HTTP the service cannot be reached either: tries everything from the start, after a while. */
  lose(): void;
  close(): void;
}

export interface SessionSource {
  obtain(): Promise<Answered<Session>>;
  /** Asks over HTTP first whether it is good. */
  confirm(): Promise<Answered<Session>>;
}

export interface LinkEvents {
  /** Also called, `online` as before, when another socket has taken the place of one whose time was nearly over. */
  readonly changed: (state: LinkState) => void;
  readonly heard: (message: ServerMessage) => void;
  /** No session, and trying again would not mend it: nothing is tried until `connect`. */
  readonly refused: (code: FailureCode) => void;
}

/** Nothing heard for so long while an answer is due, in milliseconds: the socket may be dead without knowing it. */
const SILENCE_MS = 20_000;

/** The longest that a service is waited for because it asks for it, in milliseconds. */
const ASKED_WAIT_MAX_MS = 10 * 60_000;

/** So many sockets that never opened are taken for sockets being blocked. */
const TRIES_BEFORE_FALLBACK = 2;

/** So many requests in a row without any answer, and it is not a passing trouble of the network. */
const TRIES_BEFORE_UNREACHABLE = 3;

export function createLink(
  sessions: SessionSource,
  isUrgent: () => boolean,
  events: LinkEvents,
  world: Pick<World, 'WebSocket' | 'now' | 'random' | 'after' | 'isOnline' | 'onReturn' | 'onLeave'>,
): Link {
  const ending = new AbortController();
  const { signal } = ending;
  let state: LinkState = 'connecting';
  let socket: Socket | null = null;
  let attempt = 0;
  let notBefore = 0;
  let blocked = 0;
  let unreached = 0;
  let hasOpened = false;
  let isTrying = false;
  let isRefused = false;
  let isDoubted = false;
  let wait: { readonly isIdle: boolean; readonly cancel: () => void } | null = null;
  let heardAt = 0;
  let cancelSilence: (() => void) | undefined;

  const change = (next: LinkState) => {
    if (state === next) return;
    state = next;
    events.changed(next);
  };

  const isBusy = () => signal.aborted || isTrying || socket !== null;

  const connect = async () => {
    if (isBusy()) return;
    wait?.cancel();
    wait = null;
    isRefused = false;
    isTrying = true;
    // Its token may be why a socket did not open; a page is not told.
    const session = await (isDoubted ? sessions.confirm() : sessions.obtain());
    isTrying = false;
    if (signal.aborted) return;
    unreached = session.ok || session.reached ? 0 : unreached + 1;
    if (session.ok) open(session.value);
    else if (isMendable(session.code)) {
      change(unreached >= TRIES_BEFORE_UNREACHABLE && world.isOnline() ? 'unreachable' : 'offline');
      comeBack(isUrgent(), session);
    } else {
      isRefused = true;
      change('offline');
      events.refused(session.code);
    }
  };

  const open = (session: Session) => {
    socket = openLastingSocket(
      session,
      sessions.obtain,
      {
        opened() {
          hasOpened = true;
          blocked = 0;
          isDoubted = false;
          listen();
          state = 'online';
          events.changed(state);
        },
        heard(message) {
          // A service that lets in and says nothing is not well yet.
          attempt = 0;
          listen();
          events.heard(message);
        },
        late() {
          // A slow network opens it in the end, and until then answers come over HTTP.
          if (!hasOpened) return change('fallback');
          give();
          missed();
        },
        closed() {
          socket = null;
          stopListening();
          if (state === 'online') drop();
          else missed();
        },
      },
      world,
    );
  };

  /** An open socket is gone. Nobody is told more than that before the first try has failed: sockets end by themselves every two hours. */
  const drop = () => {
    change('connecting');
    comeBack(isUrgent());
  };

  /**
   * A socket did not open, and between two of them HTTP was tried: where that goes well, sockets are blocked here. Where they were not before, as
   * on the way from one network to another, they may soon be let through again.
   */
  const missed = () => {
    isDoubted = true;
    const isBlocked = ++blocked >= TRIES_BEFORE_FALLBACK;
    if (isBlocked) change('fallback');
    else if (hasOpened) change('offline');
    if (hasOpened || !isBlocked) comeBack(!hasOpened || (!isBlocked && isUrgent()));
  };

  const comeBack = (isHurried: boolean, refused?: Refused) => {
    const asked = Math.min(refused?.retryAfterMs ?? 0, ASKED_WAIT_MAX_MS);
    notBefore = world.now() + asked;
    // On top of what was asked for: a crowd that was sent away together must not come back together.
    waitFor(asked + reconnectDelay(attempt, isHurried, world.random), !isHurried);
    attempt += 1;
  };

  /** Within a second, but not before the service wants to be asked again. */
  const soon = () => waitFor(Math.max(0, notBefore - world.now()) + world.random() * SOON_MS, false);

  const waitFor = (ms: number, isIdle: boolean) => {
    wait?.cancel();
    wait = { isIdle, cancel: world.after(ms, () => void connect()) };
  };

  /** One timer for whatever is heard in its time: setting it anew for each word of a fast answer would cost more than the word does. */
  const listen = () => {
    heardAt = world.now();
    cancelSilence ??= world.after(SILENCE_MS, doubt);
  };

  const doubt = () => {
    cancelSilence = undefined;
    const left = heardAt + SILENCE_MS - world.now();
    // A clock that was put back is no reason to wait for longer.
    if (left > 0) cancelSilence = world.after(Math.min(left, SILENCE_MS), doubt);
    else if (isUrgent()) reconnect();
    else listen();
  };

  const stopListening = () => {
    cancelSilence?.();
    cancelSilence = undefined;
  };

  const reconnect = () => {
    // One that is late brings no answers yet.
    if (!socket || state === 'fallback') return;
    give();
    drop();
  };

  const give = () => {
    socket?.close();
    socket = null;
    stopListening();
  };

  world.onReturn(() => {
    if (!isRefused && !isBusy()) soon();
  }, signal);
  // A socket would notice when next something is sent, and then only after a while.
  world.onLeave(() => {
    if (!socket) return;
    give();
    change('offline');
    comeBack(isUrgent());
  }, signal);

  return {
    get state() {
      return state;
    },
    connect: () => void connect(),
    hurry() {
      if (isRefused) void connect();
      else if (wait?.isIdle) soon();
    },
    send: message => socket?.send(message) ?? false,
    reconnect,
    lose() {
      if (state !== 'fallback' || signal.aborted) return;
      give();
      blocked = 0;
      change('offline');
      comeBack(isUrgent());
    },
    close() {
      ending.abort();
      wait?.cancel();
      give();
    },
  };
}

/** What time may mend; anything else would be refused again. */
function isMendable(code: FailureCode): boolean {
  return code === 'unavailable' || code === 'internal' || code === 'rate-limited';
}
