import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ChannelVariables } from '@lex-chat/backend/functions/channel-names';
import { CHANNEL_ROUTES, type RestRoute } from '@lex-chat/backend/functions/routes';
import { arnOf, grantSecret, type GivenSecret } from './secrets.ts';

export interface ChannelProps {
  /** What the platform wants, as `docs/channels.md` says: a secret with a JSON object, or its whole ARN. Functions read it; it stands nowhere else. */
  readonly secret: GivenSecret;
  /**
   * The name of the bot that answers there.
   * @default - the first
   */
  readonly bot?: string;
}

/** The platforms over which people may write who are on no page of the site. */
export interface Channels {
  /** @default - not there */
  readonly messenger?: ChannelProps;
  /** @default - not there */
  readonly slack?: ChannelProps;
}

export type ChannelName = keyof Channels;

/** What functions are told of channels. Throws, naming a bot that is not among `bots`, as they would at their start. */
export function channelVariables(channels: Channels, bots: readonly string[]): ChannelVariables {
  const told = openOf(channels).map(([name, { secret, bot }]): ChannelVariables => {
    if (bot !== undefined && !bots.includes(bot))
      throw new Error(`the bot of ${name} is ${bot}: it should be one of ${bots.join(', ')}`);
    return {
      [`${name.toUpperCase()}_SECRET_ID`]: arnOf(secret),
      ...(bot !== undefined && { [`${name.toUpperCase()}_BOT`]: bot }),
    };
  });
  return Object.assign({}, ...told) as ChannelVariables;
}

/** Where the platforms call. */
export function channelRoutes(channels: Channels): readonly RestRoute[] {
  const paths = openOf(channels).map(([name]) => channelPath(name));
  return CHANNEL_ROUTES.filter(({ path }) => paths.includes(path));
}

/** Lets functions know the platforms' requests, and speak there. */
export function grantChannels(channels: Channels, ...grantees: readonly IGrantable[]): void {
  for (const [, { secret }] of openOf(channels)) for (const each of grantees) grantSecret(each, secret);
}

/** The address of each channel, which its platform is told. */
export function channelUrls(channels: Channels, url: string): Readonly<Partial<Record<ChannelName, string>>> {
  return Object.fromEntries(openOf(channels).map(([name]) => [name, `${url}${channelPath(name)}`]));
}

function openOf({ messenger, slack }: Channels): readonly (readonly [ChannelName, ChannelProps])[] {
  return [...(messenger ? [['messenger', messenger] as const] : []), ...(slack ? [['slack', slack] as const] : [])];
}

function channelPath(name: ChannelName): string {
  return `/channels/${name}`;
}
