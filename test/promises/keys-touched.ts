import type { Stack } from '@lex-chat/demo/stack';

/** An item, or all items of a partition, that DynamoDB was asked about. */
export interface Touched {
  readonly operation: string;
  readonly table: string;
  readonly partition: string;
  readonly sort: string | undefined;
}

/** The keys that DynamoDB is asked for from now on, as the database itself hears them. */
export function keysTouched({ dynamo }: Stack): { readonly keys: readonly Touched[]; readonly stop: () => void } {
  const keys: Touched[] = [];
  const stop = dynamo.overhear(({ operation, body }) => {
    keys.push(...keysIn(operation, JSON.parse(body) as Request));
  });
  return { keys, stop };
}

type Item = Readonly<Record<string, { readonly S?: string } | undefined>>;

interface Request {
  readonly TableName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
  readonly RequestItems?: Readonly<
    Record<
      string,
      readonly { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[] | { Keys: readonly Item[] }
    >
  >;
}

/** The tables’ partition keys, and the one sort key. */
const PARTITIONS = ['conversationId', 'connectionId', 'counter', 'visitor'];
const SORT = 'item';

function keysIn(operation: string, request: Request): Touched[] {
  const key = (table: string, item: Item): Touched => ({
    operation,
    table,
    partition: PARTITIONS.map(name => item[name]?.S).find(value => value !== undefined) ?? '(none)',
    sort: item[SORT]?.S,
  });
  const { TableName: table = '', Key, Item, ExpressionAttributeValues: values, RequestItems: batch } = request;
  if (batch)
    return Object.entries(batch).flatMap(([name, asked]) =>
      'Keys' in asked
        ? asked.Keys.map(item => key(name, item))
        : asked.map(({ PutRequest, DeleteRequest }) => key(name, (PutRequest?.Item ?? DeleteRequest?.Key)!)),
    );
  if (Key ?? Item) return [key(table, (Key ?? Item)!)];
  // A scan names no partition, and touches all of them.
  const partition = /\w+ = (:\w+)/.exec(request.KeyConditionExpression ?? '')?.[1];
  return [{ operation, table, partition: values?.[partition ?? '']?.S ?? '(all)', sort: undefined }];
}
