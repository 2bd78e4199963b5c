/** How functions are told of channels: without its secret there is no such channel. */
export const CHANNEL_OPTIONS = {
  MESSENGER_SECRET_ID:
    'the Secrets Manager id of what Facebook Messenger wants, as JSON: { "verifyToken", "appSecret", "pageToken" }',
  MESSENGER_BOT: 'the name of the bot that answers on Messenger, the first without it',
  MESSENGER_URL: 'where the Graph API is, up to and with its version; Meta’s without it',
  SLACK_SECRET_ID: 'the Secrets Manager id of what Slack wants, as JSON: { "signingSecret", "botToken" }',
  SLACK_BOT: 'the name of the bot that answers on Slack, the first without it',
  SLACK_URL: 'where the Web API is; Slack’s without it',
} as const;

export type ChannelVariables = Readonly<Partial<Record<keyof typeof CHANNEL_OPTIONS, string>>>;
