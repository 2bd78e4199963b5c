import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startDynamo } from '@lex-chat/demo/dynamodb';
import { TABLES } from '@lex-chat/demo/stack-environment';

/** What was asked of the database, by its own account. */
export interface Consumed {
  /** Requests that write, and what they cost in write units: 1 KB each, of the whole item. */
  writes: number;
  writeUnits: number;
  reads: number;
  readUnits: number;
}

export interface MeteredDynamo {
  readonly documents: DynamoDBDocumentClient;
  /** Since the start, or since this was called last. */
  consumed(): Consumed;
  close(): Promise<void>;
}

/** The laptop's DynamoDB with a meter: each request asks what it cost, as DynamoDB bills it. */
export async function startMeteredDynamo(): Promise<MeteredDynamo> {
  const dynamo = await startDynamo(TABLES);
  const client = new DynamoDBClient({
    endpoint: dynamo.url,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  let counted: Consumed = { writes: 0, writeUnits: 0, reads: 0, readUnits: 0 };
  client.middlewareStack.add(
    (next, context) => async request => {
      const answered = await next({
        ...request,
        input: { ...request.input, ReturnConsumedCapacity: 'TOTAL' },
      });
      const isRead = /^(Get|BatchGet|Query)/.test(context.commandName ?? '');
      const { ConsumedCapacity: given } = answered.output as { ConsumedCapacity?: Capacity | Capacity[] };
      const units = [given ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      counted[isRead ? 'reads' : 'writes'] += 1;
      counted[isRead ? 'readUnits' : 'writeUnits'] += units;
      return answered;
    },
    { step: 'initialize' },
  );
  const documents = DynamoDBDocumentClient.from(client);
  return {
    documents,
    consumed() {
      const before = counted;
      counted = { writes: 0, writeUnits: 0, reads: 0, readUnits: 0 };
      return before;
    },
    async close() {
      client.destroy();
      await dynamo.close();
    },
  };
}

interface Capacity {
  readonly CapacityUnits?: number;
}
