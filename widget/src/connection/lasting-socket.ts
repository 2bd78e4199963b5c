import { SOCKET_LIFE_MS, type Session } from '@lex-chat/protocol';
import type { Answered } from './rest.ts';
import { openSocket, type Socket, type SocketEvents } from './socket.ts';
import type { World } from './world.ts';

/**
 * When another socket takes the place of an open one, in milliseconds before the gateway would close it: somewhere in
 * this span, for many may have opened together.
 */
const LEAD_MS = { least: 5 * 60_000, most: 15 * 60_000 };

/** The same before the end of its session, after which a socket is told nothing. By then the session can be renewed. */
const SESSION_LEAD_MS = 45_000;

/** How long until the next try, in milliseconds, when that socket did not open. */
const AGAIN_MS = 60_000;

/**
 * A socket that outlives the time of each single one: the next opens beside it before it is closed, and tells so like the
 * first. What fell between the two was missed.
 */
export function openLastingSocket(
  session: Session,
  obtain: () => Promise<Answered<Session>>,
  events: SocketEvents,
  world: Pick<World, 'WebSocket' | 'after' | 'now' | 'random'>,
): Socket {
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

  const open = (session: Session) => {
    const socket = openSocket(
      session,
      {
        opened() {
          replaceInTime(session);
          if (socket !== present) present.close();
          present = socket;
          events.opened();
        },
        late() {
          if (socket === present) return events.late();
          socket.close();
          replaceIn(AGAIN_MS);
        },
        heard: events.heard,
        closed() {
          if (socket !== present) return replaceIn(AGAIN_MS);
          close();
          events.closed();
        },
      },
      world,
    );
    return socket;
  };

  const replace = async () => {
    const obtained = await obtain();
    if (isOver) return;
    if (obtained.ok) successor = open(obtained.value);
    else replaceIn(AGAIN_MS);
  };

  const close = () => {
    isOver = true;
    cancel();
    successor?.close();
    present.close();
  };

  let present = open(session);
  return { send: message => present.send(message), close };
}
