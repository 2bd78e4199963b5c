import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { LexChat, type LexChatProps } from './lex-chat.ts';

/** The chat in one account and region, and what somebody wants to know who has just deployed it. */
export class LexChatStack extends Stack {
  readonly chat: LexChat;

  constructor(scope: Construct, id: string, props: LexChatProps & StackProps) {
    super(scope, id, props);
    // `Default` is left out of logical ids: the tables have kept theirs since they stood in the stack by themselves.
    this.chat = new LexChat(this, 'Default', props);
    const { url, socketUrl, scriptTag, dashboard } = this.chat;

    if (props.demo ?? true) this.#output('PageUrl', 'A page with the chat on it', `${url}/`);
    this.#output('ScriptTag', 'What to put on a page', scriptTag);
    this.#output(
      'Curl',
      'Asks it something',
      `curl -s ${url}/chat -H 'content-type: application/json' -d '{"text":"안녕"}'`,
    );
    if (this.chat.missedUtterances)
      this.#output('MissedTable', 'Where npm run missed looks', this.chat.missedUtterances.table.tableName);
    this.#output('SocketUrl', 'Where sockets are opened', socketUrl);
    this.#output('Dashboard', 'How it goes', dashboard.url);
  }

  #output(id: string, description: string, value: string): void {
    new CfnOutput(this, id, { description, value });
  }
}
