import { SAY_WITHIN_MS, type Channel } from '../channel.ts';
import { CHANNEL_SECRETS, createChannelSecret, type SecretValues } from '../channel-secret.ts';
import { isSignedBy } from '../signature.ts';
import { SAY_WORLD, tryToSay, type SayWorld } from '../try-to-say.ts';
import { toPosts } from './posts.ts';
import { readRequest } from './read-request.ts';
import { readSlackAnswer } from './slack-answer.ts';

export interface SlackOptions {
  /** @default 'https://slack.com/api' */
  readonly url?: string | undefined;
  /** `{ "signingSecret", "botToken" }` as JSON. */
  readonly secret: SecretValues;
}

const API_URL = 'https://slack.com/api';

/** How far a request's time may be from ours, in seconds, as Slack advises: what was overheard is good for nothing later. */
const WINDOW_SECONDS = 300;

/** Slack: people who write to the app, or mention it in a channel. An address is workspace, channel and, where there is one, thread. */
export function createSlack({ url = API_URL, secret }: SlackOptions, world: SayWorld = SAY_WORLD): Channel {
  const secrets = createChannelSecret(secret, CHANNEL_SECRETS.slack);
  return {
    name: 'slack',
    async hear({ headers, body }) {
      const held = await secrets();
      const time = headers['x-slack-request-timestamp'] ?? '';
      const isNow = /^\d{1,12}$/.test(time) && Math.abs(world.now() / 1_000 - Number(time)) <= WINDOW_SECONDS;
      const [, signature = ''] = /^v0=(.*)$/.exec(headers['x-slack-signature'] ?? '') ?? [];
      const isSigned = isSignedBy(
        held.map(({ signingSecret }) => signingSecret),
        `v0:${time}:${body}`,
        signature,
      );
      return isNow && isSigned ? readRequest(body) : { state: 'forged' };
    },
    // Its Web API has no such sign for an app that is no assistant.
    showWorking: async () => undefined,
    async say(address, messages, withinMs = SAY_WITHIN_MS) {
      const until = world.now() + withinMs;
      const [, channel = '', thread] = address.split('-');
      const [current] = await secrets();
      for (const post of toPosts(messages)) {
        const call = {
          url: `${url}/chat.postMessage`,
          token: current?.botToken ?? '',
          body: { channel, ...(thread !== undefined && { thread_ts: thread }), ...post },
        };
        await tryToSay('slack', call, readSlackAnswer, world, until - world.now());
      }
    },
  };
}
