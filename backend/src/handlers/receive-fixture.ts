import type { ClientMessage, ServerMessage } from '@lex-chat/protocol';
import { answer } from '../conversation/answer.ts';
import { harness } from '../conversation/fakes.ts';
import type { Connection } from '../conversation/stores.ts';
import { createUploadReceipts } from '../identity/upload-receipts.ts';
import { receive } from './receive.ts';

/** When these tests take place, in milliseconds since 1970. */
export const NOW = 1_790_000_000_000;
const KEY = { id: 'k', value: 'x'.repeat(32), since: 0 };
/** The socket that is heard. */
export const here: Connection = {
  connectionId: 'here',
  conversationId: 'c1',
  visitorId: 'v1',
  locale: 'ko_KR',
  address: 'address-1',
  sessionExpiresAt: NOW + 1,
};

/** What `receive` needs, as `given` changes it, with `known` as the socket that speaks; and what it has told that socket. */
export function socket(known: Connection | undefined = here, given = {}, visitors: 'guests' | 'signed' = 'guests') {
  const ports = {
    ...harness(given),
    connections: { find: async (): Promise<Connection | undefined> => known },
    visitors,
    modes: ['translate'] as const,
    offered: [{ name: 'fast', label: '빠른 답변' }],
    receipts: createUploadReceipts(
      async () => [KEY],
      () => NOW,
    ),
  };
  return {
    ports,
    hear: (message: ClientMessage | string) =>
      receive('here', typeof message === 'string' ? message : JSON.stringify(message), ports),
    told: (): readonly ServerMessage[] => ports.gateway.told.get('here') ?? [],
    answer: (messageId: string) => answer({ conversationId: 'c1', messageId }, ports, new AbortController().signal),
  };
}

export const send = (messageId: string, text = '안녕'): ClientMessage => ({ type: 'message-send', messageId, text });
