import { deleteHistory, type DeletePorts } from './delete-history.ts';
import { logOut, type LogOutPorts } from './log-out.ts';
import type { HistoryStore, TurnStore } from './stores.ts';

export interface MovePorts extends DeletePorts, LogOutPorts {
  readonly history: HistoryStore;
  readonly turns: TurnStore;
}

/**
 * Moves what was said in one conversation behind what was said in another, as its visitor's, and ends the former. Repeated
 * after a fault, it goes on: the sessions of the former end last.
 */
export async function moveHistory(
  from: string,
  to: { readonly conversationId: string; readonly visitorId: string },
  ports: MovePorts,
): Promise<void> {
  await ports.history.copy(from, to);
  await deleteHistory(from, ports);
  await logOut(from, ports);
}
