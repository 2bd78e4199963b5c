import { SOCKET_LIFE_MS, type Session } from '@lex-chat/protocol';
import type { Answered } from './rest.ts';
import { openSocket, type Socket, type SocketEvents } from './socket.ts';
import type { World } from './world.ts';

export interface LastingSocketEvents extends SocketEvents {
  /** Another socket has taken the place of this one, whose time was nearly over. What fell between the two was missed. */
  readonly replaced: () => void;
}

/**
 * When another socket takes the place of an open one, in milliseconds before the gateway would close it: somewhere in
 * this span, for many may have opened together.
 */
const LEAD_MS = { least: 5 * 60_000, most: 15 * 60_000 };

/** The same before the end of its session, after which a socket is told nothing. By then the session can be renewed. */
const SESSION_LEAD_MS = 45_000;

/** How long until the next try, in milliseconds, when that socket did not open. */
const AGAIN_MS = 60_000;

/** A socket that outlives the time of each single one: the next opens beside it before it is closed. */
export function openLastingSocket(
  session: Session,
  obtain: () => Promise<Answered<Session>>,
  events: LastingSocketEvents,
  world: Pick<World, 'WebSocket' | 'after' | 'now' | 'random'>,
): Socket {
  let present: Socket;
  let successor: Socket | null = null;
  let isOver = false;
  let cancel = () => {};

  const replaceIn = (ms: number) => {
    cancel();
    cancel = world.after(ms, () => void replace());
  };
  const replaceInTime = ({ expiresAt }: Session) => {
    const lead = LEAD_MS.least + world.random() * (LEAD_MS.most - LEAD_MS.least);
    const left = Math.min(SOCKET_LIFE_MS - lead, expiresAt - world.now() - SESSION_LEAD_MS);
    replaceIn(Math.max(left, AGAIN_MS));
  };

  const tryAgain = () => {
    successor = null;
    replaceIn(AGAIN_MS);
  };

  const replace = async () => {
    const obtained = await obtain();
    if (isOver) return;
    if (!obtained.ok) return replaceIn(AGAIN_MS);
    let isPresent = false;
    const next = openSocket(
      obtained.value,
      {
        opened() {
          isPresent = true;
          successor = null;
          present.close();
          present = next;
          replaceInTime(obtained.value);
          events.replaced();
        },
        late() {
          next.close();
          tryAgain();
        },
        heard: events.heard,
        closed() {
          if (isPresent) lose();
          else tryAgain();
        },
      },
      world,
    );
    successor = next;
  };

  const close = () => {
    isOver = true;
    cancel();
    successor?.close();
    present.close();
  };
  const lose = () => {
    close();
    events.closed();
  };

  present = openSocket(
    session,
    {
      opened() {
        replaceInTime(session);
        events.opened();
      },
      late: events.late,
      heard: events.heard,
      closed: lose,
    },
    world,
  );
  return { send: message => present.send(message), close };
}
