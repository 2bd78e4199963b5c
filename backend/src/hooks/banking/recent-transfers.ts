import type { HookResponse } from '../kit/hook.ts';
import { plainTexts } from '../kit/message.ts';
import { close, delegate } from '../kit/respond.ts';
import { readTransfers } from './transfer-list.ts';
import type { Turn } from './turn.ts';

/** Tells the transfers that this conversation remembers. */
export async function recentTransfers(turn: Turn): Promise<HookResponse> {
  const { event, answers } = turn;
  if (event.invocationSource === 'DialogCodeHook') return delegate(event);
  return close(event, 'Fulfilled', plainTexts(answers.recent(readTransfers(turn))));
}
