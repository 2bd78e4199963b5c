import type { Failure, TurnInspected } from '@lex-chat/protocol';
import { createDelivery, type Receiver } from './delivery.ts';
import type { Reply } from '../draft.ts';
import type { TurnState } from '../stores.ts';
import { socketReceiver, tellAll, type SocketPorts } from './sockets.ts';

export interface AudiencePorts extends SocketPorts {
  readonly now: () => number;
}

/** What the state of a turn says of who listens. */
export type Present = Pick<TurnState, 'connections' | 'loggedOut'>;

/** Whoever hears what becomes of one message: the conversation's sockets, and perhaps an HTTP response. */
export interface Audience {
  /** These sockets listen now, and the response unless its session was logged out. One that is new hears it all from where it wants to go on, also when it comes after the end. */
  join(state: Present): void;
  tell(reply: Reply): void;
  fail(failure: Failure): void;
  /** Resolves when everybody has heard the end, or is gone. Only after an end. */
  settle(): Promise<void>;
  /** Tells everybody how the message was answered. Only after `settle`. */
  show(inspected: TurnInspected): Promise<void>;
  /** Tells nobody anything further. */
  dismiss(): void;
}

export function createAudience(conversationId: string, receiver: Receiver | undefined, ports: AudiencePorts): Audience {
  const { warn, now } = ports;
  const delivery = createDelivery({ onLost: (_, error) => warn('post-failed', error), now });
  let present: readonly Receiver[] = receiver ? [receiver] : [];
  let failure: Failure | null = null;
  let failing: Promise<void> = Promise.resolve();
  const toldOfFailure = new Set<string>();

  const tellFailure = (told: Failure) => {
    const strangers = present.filter(({ id, at }) => !toldOfFailure.has(`${id} ${at}`));
    for (const { id, at } of strangers) toldOfFailure.add(`${id} ${at}`);
    failing = Promise.all([failing, tellAll(strangers, told, warn)]).then(() => undefined);
  };

  return {
    join({ connections, loggedOut }) {
      const sockets = connections.map(connected => socketReceiver(conversationId, connected, ports));
      const isOver = receiver?.session !== undefined && receiver.session.began <= loggedOut;
      present = receiver && !isOver ? [...sockets, receiver] : sockets;
      if (isOver) receiver.session.onLogOut();
      if (failure) tellFailure(failure);
      else delivery.listen(present);
    },
    tell: reply => delivery.tell(reply),
    fail(told) {
      delivery.drop();
      failure = told;
      tellFailure(told);
    },
    settle: () => (failure ? failing : delivery.settle()),
    show: inspected => tellAll(present, inspected, warn),
    dismiss: () => delivery.drop(),
  };
}
