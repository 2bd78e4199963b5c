import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createSecretVersions } from '../adapters/secret-versions.ts';
import type { SecretValues } from '../channels/channel-secret.ts';
import type { OpenChannel } from '../channels/hear.ts';
import { createMessenger } from '../channels/messenger/messenger.ts';
import { createSlack } from '../channels/slack/slack.ts';
import { readBots } from './bots.ts';
import type { Environment } from './environment.ts';

/** The channels that are configured, each with its bot. Throws at the start when a bot is named that there is not. */
export function createChannels(environment: Environment): readonly OpenChannel[] {
  const { MESSENGER_SECRET_ID, MESSENGER_BOT, MESSENGER_URL, SLACK_SECRET_ID, SLACK_BOT, SLACK_URL } = environment;
  const bots = readBots(environment.BOTS);
  const botFor = (variable: string, name: string | undefined) => {
    const bot = name === undefined ? bots[0] : bots.find(bot => bot.name === name);
    if (!bot) throw new Error(`${variable} is ${name}: it should be one of ${bots.map(bot => bot.name).join(', ')}`);
    return bot;
  };
  const channels: OpenChannel[] = [];
  if (MESSENGER_SECRET_ID !== undefined) {
    const channel = createMessenger({ url: MESSENGER_URL, secret: secretOf(MESSENGER_SECRET_ID) });
    channels.push({ channel, bot: botFor('MESSENGER_BOT', MESSENGER_BOT) });
  }
  if (SLACK_SECRET_ID !== undefined) {
    const channel = createSlack({ url: SLACK_URL, secret: secretOf(SLACK_SECRET_ID) });
    channels.push({ channel, bot: botFor('SLACK_BOT', SLACK_BOT) });
  }
  return channels;
}

function secretOf(id: string): SecretValues {
  return createSecretVersions(new SecretsManagerClient(), id);
}
