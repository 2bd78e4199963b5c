import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ServiceFunctions } from './functions.ts';
import { grantBots } from './lex-bot.ts';
import type { NamedBots } from '@lex-chat/backend/functions/bots';
import type { Model } from './model.ts';
import type { SocketApi } from './socket-api.ts';
import type { Table } from './table.ts';

export interface Granted {
  readonly tables: { readonly conversations: Table; readonly connections: Table; readonly ledger: Table };
  readonly secrets: { readonly session: ISecret; readonly origin: ISecret; readonly site: ISecret | undefined };
  readonly sockets: SocketApi;
  readonly bots: NamedBots;
  readonly model: Model;
}

/** Lets each function do what it does, and nothing else. */
export function grantService(
  scope: Construct,
  { receive, answer, rest, chat }: ServiceFunctions,
  { tables, secrets, sockets, bots, model }: Granted,
): void {
  const { conversations, connections, ledger } = tables;
  for (const each of [receive, answer, rest, chat]) {
    conversations.grant(each, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem');
    ledger.grant(each, 'UpdateItem');
    sockets.grantPost(each);
  }
  // To delete a conversation, or to move it to a visitor who has signed in.
  conversations.grant(rest, 'BatchWriteItem');
  connections.grant(receive, 'GetItem', 'PutItem', 'DeleteItem');
  // To hang up when a visitor logs out.
  connections.grant(rest, 'DeleteItem');

  for (const each of [receive, rest, chat]) {
    for (const secret of [secrets.session, secrets.origin, secrets.site]) secret?.grantRead(each);
  }
  for (const each of [answer, chat]) {
    // To take back a piece of a reply that another worker has taken over.
    conversations.grant(each, 'DeleteItem');
    grantBots(scope, bots, each, 'RecognizeText');
    model.grant(scope, each);
  }
  grantBots(scope, bots, rest, 'DeleteSession');
}
