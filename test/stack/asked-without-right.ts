import { FUNCTIONS, type FunctionName } from '@lex-chat/backend/functions/routes';
import { TABLE_ACCESS, type TableName, type TableOperation } from '@lex-chat/backend/functions/table-access';
import type { LocalDynamo } from '@lex-chat/demo/dynamodb';

/** What functions ask of tables from now on although their roles on AWS do not allow it, as `{function}: {operation} on {table}`. */
export function askedWithoutRight({ overhear }: LocalDynamo): ReadonlySet<string> {
  const refused = new Set<string>();
  overhear(({ accessKeyId, operation, body }) => {
    // Tests look into tables themselves, under other keys.
    if (!isFunction(accessKeyId)) return;
    for (const table of tablesOf(body)) {
      const allowed = TABLE_ACCESS[accessKeyId][table as TableName] ?? [];
      if (!allowed.includes(operation as TableOperation)) refused.add(`${accessKeyId}: ${operation} on ${table}`);
    }
  });
  return refused;
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

function tablesOf(body: string): readonly string[] {
  const { TableName: name, RequestItems: batch = {} } = JSON.parse(body) as {
    readonly TableName?: string;
    readonly RequestItems?: object;
  };
  return name === undefined ? Object.keys(batch) : [name];
}
