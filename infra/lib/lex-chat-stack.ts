import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ConversationsTable } from './conversations-table.ts';

/** The chat in one account and region. Holds the conversations so far; the functions, APIs and the bot are still to come. */
export class LexChatStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const conversations = new ConversationsTable(this, 'Conversations');
    new CfnOutput(this, 'ConversationsTable', { value: conversations.tableName });
  }
}
