import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { writeBots } from '@lex-chat/backend/functions/bots';
import type { Construct } from 'constructs';
import { LexChat } from './lex-chat.ts';
import type { LexChatProps } from './lex-chat-props.ts';

/** The chat in one account and region, and what somebody wants to know who has just deployed it. */
export class LexChatStack extends Stack {
  readonly chat: LexChat;

  constructor(scope: Construct, id: string, props: LexChatProps & StackProps) {
    super(scope, id, props);
    // `Default` is left out of logical ids: the tables have kept theirs since they stood in the stack by themselves.
    this.chat = new LexChat(this, 'Default', props);
    const { url, bots, socketUrl, scriptTag, channelUrls, dashboard, distributionDomain, siteSecret, originSecret } =
      this.chat;

    this.#output('Url', 'Where the chat is', url);
    const [website] = props.allowedOrigins;
    if (props.demo ?? true) this.#output('PageUrl', 'A page with the chat on it', `${url}/`);
    // The chat's own pages are none then, and would be refused.
    else if (website !== undefined) this.#output('Website', 'In whose name npm run probe asks', website);
    this.#output('ScriptTag', 'What to put on a page', scriptTag);
    // Of signed visitors, none is known here in whose name to ask.
    if (props.site?.visitors !== 'signed')
      this.#output(
        'Curl',
        'Asks it something',
        `curl -s ${url}/chat -H 'content-type: application/json' -d '{"text":"안녕"}'`,
      );
    this.#output('DistributionDomain', 'What a DNS record of a name of your own points to', distributionDomain);
    if (props.site) this.#output('SiteId', 'The name of the site: see docs/signing.md', props.site.id);
    if (siteSecret)
      this.#output('SiteSecretArn', 'The secret shared with the site: see docs/signing.md', siteSecret.secretArn);
    this.#output('OriginSecretArn', 'The secret that CloudFront sends along', originSecret.secretArn);
    if (this.chat.missedUtterances)
      this.#output('MissedTable', 'Where npm run missed looks', this.chat.missedUtterances.table.tableName);
    for (const [name, callback] of Object.entries(channelUrls))
      this.#output(
        `${name[0]!.toUpperCase()}${name.slice(1)}Url`,
        `What ${name} is told to call: see docs/channels.md`,
        callback,
      );
    if (this.chat.visitorFiles)
      this.#output('UploadOrigin', 'What a page’s connect-src lists for attached files', this.chat.visitorFiles.origin);
    this.#output('SocketUrl', 'Where sockets are opened', socketUrl);
    // Without what each was told in whole sentences.
    const [first, ...others] = bots.map(({ name, botId, aliasId, locales }) => ({ name, botId, aliasId, locales }));
    this.#output('Bots', 'The bots, for npm run dialogues', writeBots([first!, ...others]));
    this.#output('FailedAnswers', 'The queue of what was not answered', this.chat.failedAnswers.queue.queueUrl);
    this.#output('Dashboard', 'How it goes', dashboard.url);
  }

  #output(id: string, description: string, value: string): void {
    new CfnOutput(this, id, { description, value });
  }
}
