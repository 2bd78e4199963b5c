import { utf8Length } from '@lex-chat/protocol';
import { hear, type HearPorts, type OpenChannel } from '../channels/hear.ts';
import { jsonAnswer, Refusal, type RestAnswer } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';

export interface ChannelOptions extends HearPorts {
  readonly channels: readonly OpenChannel[];
}

/** Largest delivery that is looked at, in bytes: Meta puts up to a thousand events into one. */
const BODY_MAX_BYTES = 1_024 * 1_024;

/** Platforms call here. Whatever they say is stored and answered elsewhere, so that they never wait for an answer. */
export const CHANNEL_STEPS: Readonly<
  Record<string, (request: RestRequest, options: ChannelOptions) => Promise<RestAnswer>>
> = {
  'GET /channels/messenger': (request, options) => listen('messenger', request, options),
  'POST /channels/messenger': (request, options) => listen('messenger', request, options),
  'POST /channels/slack': (request, options) => listen('slack', request, options),
};

async function listen(name: string, request: RestRequest, options: ChannelOptions): Promise<RestAnswer> {
  const open = options.channels.find(({ channel }) => channel.name === name);
  if (!open) throw new Refusal('not-found');
  const { method, query, body, from } = request;
  if (utf8Length(body) > BODY_MAX_BYTES) throw new Refusal('too-large', `${BODY_MAX_BYTES} bytes are the most`);
  const heard = await open.channel.hear({ method, query, headers: from.headers, body });
  switch (heard.state) {
    case 'forged':
      throw new Refusal('session-invalid', 'the signature of this request is not valid');
    case 'challenge':
      return { statusCode: 200, headers: PLAIN, body: heard.answer };
    case 'said':
      await hear(heard.said, open, options);
      return jsonAnswer(200, {});
  }
}

/** What is given back is never taken for a page. */
const PLAIN = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};
