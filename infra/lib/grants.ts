import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ServiceFunctions } from './functions.ts';
import { grantBots } from './lex-bot.ts';
import type { NamedBots } from '@lex-chat/backend/functions/bots';
import type { FunctionName } from '@lex-chat/backend/functions/routes';
import { TABLE_ACCESS, type TableName } from '@lex-chat/backend/functions/table-access';
import type { Model } from './model.ts';
import type { SocketApi } from './socket-api.ts';
import type { Table } from './table.ts';

export interface Granted {
  readonly tables: Readonly<Record<Exclude<TableName, 'accounts' | 'missed'>, Table> & { readonly missed?: Table }>;
  readonly secrets: { readonly session: ISecret; readonly origin: ISecret; readonly site: ISecret | undefined };
  readonly sockets: SocketApi;
  readonly bots: NamedBots;
  readonly model: Model;
}

/** Lets each function do what it does, and nothing else. */
export function grantService(
  scope: Construct,
  { receive, answer, rest, chat, all }: ServiceFunctions,
  { tables, secrets, sockets, bots, model }: Granted,
): void {
  grantTables({ receive, answer, rest, chat }, tables);
  for (const each of all) sockets.grantPost(each);

  for (const each of [receive, rest, chat]) {
    for (const secret of [secrets.session, secrets.origin, secrets.site]) secret?.grantRead(each);
  }
  for (const each of [answer, chat]) {
    // Has the bot forget what it was told while all was being deleted.
    grantBots(scope, bots, each, 'RecognizeText', 'DeleteSession');
    model.grant(scope, each);
  }
  grantBots(scope, bots, rest, 'DeleteSession', 'GetSession', 'PutSession');
}

/** Lets functions do with tables what they do with them. */
export function grantTables(
  functions: Readonly<Partial<Record<FunctionName, IGrantable>>>,
  tables: Readonly<Partial<Record<TableName, Table>>>,
): void {
  for (const [name, grantee] of Object.entries(functions)) {
    const access = TABLE_ACCESS[name as FunctionName];
    for (const [table, operations] of Object.entries(access)) tables[table as TableName]?.grant(grantee, ...operations);
  }
}
