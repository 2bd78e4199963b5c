import { deleteHistory, type DeletePorts } from './delete-history.ts';
import type { FileStore } from '../files/file-store.ts';
import { logOut, type LogOutPorts } from './log-out.ts';
import type { HistoryStore, TurnStore } from '../stores.ts';

export interface MovePorts extends DeletePorts, LogOutPorts {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
  readonly files?: FileStore | undefined;
}

/** Longer than the function that moves may run, in milliseconds. Should it die, the conversation takes messages again after that. */
const HOLD_MS = 60_000;

/**
 * Moves what was said in one conversation behind what was said in another, as its visitor's, and ends the former. From the first
 * line on it takes no message: who sends one is told to come again, and by then has no session any more. Repeated after a fault, it
 * goes on: the sessions of the former end last.
 */
export async function moveHistory(
  from: string,
  to: { readonly conversationId: string; readonly visitorId: string },
  ports: MovePorts,
): Promise<void> {
  const { history, turns, files, now } = ports;
  const { messageId, attempt } = await turns.hold(from, now() + HOLD_MS);
  const running = messageId === null ? undefined : await history.find(from, messageId);
  // What its worker stores from here on would be deleted unseen. It moves as it is, to be sent again.
  if (running) await history.fence(from, running.message, attempt + 1);
  // First: a message that has moved is shown with its files at once.
  await files?.copy(from, to.conversationId);
  await history.copy(from, to);
  await deleteHistory(from, ports);
  await logOut(from, ports);
}
