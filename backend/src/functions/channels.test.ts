import { describe, expect, it } from 'vitest';
import { createRestHandler, type RestOptions } from '../handlers/rest.ts';
import { createChannels } from './channels.ts';
import type { Environment } from './environment.ts';

const BOTS = JSON.stringify(['shop', 'bank'].map(name => ({ name, botId: 'B', aliasId: 'A', locales: ['ko_KR'] })));

const given = (variables: Partial<Environment>) => createChannels({ BOTS, ...variables } as Environment);

describe('the channels of a deployment', () => {
  it('are those whose secrets are named, with the first bot where none is', () => {
    expect(given({})).toEqual([]);
    const both = given({ MESSENGER_SECRET_ID: 'm', SLACK_SECRET_ID: 's', SLACK_BOT: 'bank' });
    expect(both.map(({ channel, bot }) => [channel.name, bot.name])).toEqual([
      ['messenger', 'shop'],
      ['slack', 'bank'],
    ]);
  });

  it('are refused at the start with a bot that there is not', () => {
    expect(() => given({ MESSENGER_SECRET_ID: 'm', MESSENGER_BOT: 'fax' })).toThrow(
      'MESSENGER_BOT is fax: it should be one of shop, bank',
    );
  });

  it('are not there where nobody has set them up', async () => {
    const handle = createRestHandler({
      allowedOrigins: [],
      channels: [],
      frontDoor: async () => true,
      warn: () => undefined,
      note: () => undefined,
    } as unknown as RestOptions);
    for (const [httpMethod, resource] of [
      ['GET', '/channels/messenger'],
      ['POST', '/channels/messenger'],
      ['POST', '/channels/slack'],
    ]) {
      const requestContext = { requestId: 'r', identity: { sourceIp: '192.0.2.1' } };
      const answer = await handle({
        httpMethod,
        resource,
        headers: {},
        body: '{}',
        requestContext,
      } as unknown as Parameters<typeof handle>[0]);
      expect(answer.statusCode).toBe(404);
    }
  });
});
