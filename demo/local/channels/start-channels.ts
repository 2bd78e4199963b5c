import type { ChannelVariables } from '@lex-chat/backend/functions/channel-names';
import { startMessenger, type LocalMessenger } from './messenger.ts';
import { startSlack, type LocalSlack } from './slack.ts';

/** Stand-ins for the platforms over which people write to the service. */
export interface LocalChannels {
  readonly messenger: LocalMessenger;
  readonly slack: LocalSlack;
  /** What the functions are told of them. */
  readonly variables: ChannelVariables;
  /** What Secrets Manager holds for them, by id. */
  readonly secrets: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const MESSENGER_SECRET_ID = 'messenger-secret';
const SLACK_SECRET_ID = 'slack-secret';

export async function startChannels(): Promise<LocalChannels> {
  const [messenger, slack] = await Promise.all([startMessenger(), startSlack()]);
  return {
    messenger,
    slack,
    variables: {
      MESSENGER_SECRET_ID,
      MESSENGER_URL: messenger.url,
      SLACK_SECRET_ID,
      SLACK_URL: slack.url,
    },
    secrets: { [MESSENGER_SECRET_ID]: messenger.secret, [SLACK_SECRET_ID]: slack.secret },
    async close() {
      await Promise.all([messenger.close(), slack.close()]);
    },
  };
}
