import { SAY_WITHIN_MS, WORKING_WITHIN_MS, type Channel } from '../channel.ts';
import { CHANNEL_SECRETS, createChannelSecret, type SecretValues } from '../channel-secret.ts';
import { isOneOf, isSignedBy } from '../signature.ts';
import { SAY_WORLD, tryToSay, type SayWorld } from '../try-to-say.ts';
import { readGraphAnswer } from './graph-answer.ts';
import { readEvents } from './read-events.ts';
import { toSendings } from './sendings.ts';

export interface MessengerOptions {
  /** Up to and with the version. @default 'https://graph.facebook.com/v25.0' */
  readonly url?: string | undefined;
  /** `{ "verifyToken", "appSecret", "pageToken" }` as JSON: the word of the webhook's set-up, the app's secret, the page's access token. */
  readonly secret: SecretValues;
}

const GRAPH_URL = 'https://graph.facebook.com/v25.0';

/** What Meta sends and takes back; anything else is not reflected. */
const CHALLENGE = /^[\w-]{1,100}$/;

/** Facebook Messenger: people who write to a page. An address is the page and the person, each by its id. */
export function createMessenger({ url = GRAPH_URL, secret }: MessengerOptions, world: SayWorld = SAY_WORLD): Channel {
  const secrets = createChannelSecret(secret, CHANNEL_SECRETS.messenger);

  /** Sends with what a page's token may: to whom, and what. */
  const send = async (address: string, sending: object, until: number) => {
    const [page = '', person = ''] = address.split('-');
    const [current] = await secrets();
    const call = {
      url: `${url}/${page}/messages`,
      token: current?.pageToken ?? '',
      body: { recipient: { id: person }, ...sending },
    };
    await tryToSay('messenger', call, readGraphAnswer, world, until - world.now());
  };

  return {
    name: 'messenger',
    async hear({ method, query, headers, body }) {
      const held = await secrets();
      if (method === 'GET') {
        const { 'hub.mode': mode, 'hub.verify_token': token = '', 'hub.challenge': challenge = '' } = query;
        const isMeta = mode === 'subscribe' && CHALLENGE.test(challenge);
        return isMeta &&
          isOneOf(
            held.map(({ verifyToken }) => verifyToken),
            token,
          )
          ? { state: 'challenge', answer: challenge }
          : { state: 'forged' };
      }
      const [, signature = ''] = /^sha256=(.*)$/.exec(headers['x-hub-signature-256'] ?? '') ?? [];
      if (
        !isSignedBy(
          held.map(({ appSecret }) => appSecret),
          body,
          signature,
        )
      )
        return { state: 'forged' };
      return { state: 'said', said: readEvents(body) };
    },
    async showWorking(address) {
      const until = world.now() + WORKING_WITHIN_MS;
      await send(address, { sender_action: 'mark_seen' }, until);
      await send(address, { sender_action: 'typing_on' }, until);
    },
    async say(address, messages, withinMs = SAY_WITHIN_MS) {
      const until = world.now() + withinMs;
      for (const message of toSendings(messages)) await send(address, { messaging_type: 'RESPONSE', message }, until);
    },
  };
}
