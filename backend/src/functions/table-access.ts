import type { FunctionName } from './routes.ts';

export type TableName = 'conversations' | 'connections' | 'ledger' | 'accounts' | 'missed';

/** What DynamoDB calls it. Nothing of the service ever scans. */
export type TableOperation =
  'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchWriteItem';

const CONVERSE = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'] as const;

/** Takes back a piece of a reply that another worker has taken over, and all of one whose conversation was deleted meanwhile. */
const ANSWER = [...CONVERSE, 'DeleteItem', 'BatchWriteItem'] as const;

/** What each function does with each table: so much the stack allows it, and tests of the whole find it doing nothing else. */
export const TABLE_ACCESS: Readonly<
  Record<FunctionName, Readonly<Partial<Record<TableName, readonly TableOperation[]>>>>
> = {
  receive: { conversations: CONVERSE, connections: ['GetItem', 'PutItem', 'DeleteItem'], ledger: ['UpdateItem'] },
  answer: { conversations: ANSWER, ledger: ['UpdateItem'], missed: ['UpdateItem'] },
  chat: { conversations: ANSWER, ledger: ['UpdateItem'], missed: ['UpdateItem'] },
  rest: {
    // In batches it deletes a conversation, or what stands in the way of one that moves to a visitor who has signed in.
    conversations: [...CONVERSE, 'BatchWriteItem'],
    // Hangs up when a visitor logs out.
    connections: ['DeleteItem'],
    ledger: ['UpdateItem'],
  },
  hooks: { accounts: ['GetItem', 'PutItem', 'UpdateItem'] },
};
