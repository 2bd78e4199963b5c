import { GetSessionCommand, LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { BOTS } from '@lex-chat/demo/local-bots';
import { TABLES } from '@lex-chat/demo/stack-environment';
import { newMessageId } from '@lex-chat/protocol';
import { afterAll, expect, it } from 'vitest';
import { useStack } from './stack.ts';
import { openVisitor } from './visitor.ts';

const banking = BOTS.filter(({ name }) => name === 'banking');
const running = useStack({ faults: true, bots: [banking[0]!] });

const clients: LexRuntimeV2Client[] = [];
afterAll(() => clients.forEach(client => client.destroy()));

/** Whether Lex remembers a dialogue of that name, by its own word. */
async function isRemembered(sessionId: string): Promise<boolean> {
  const client = new LexRuntimeV2Client({
    endpoint: running.stack.lex.url,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: new NodeHttpHandler(),
  });
  clients.push(client);
  const { botId, aliasId } = running.stack.bots[0];
  const get = new GetSessionCommand({ botId, botAliasId: aliasId, localeId: 'ko_KR', sessionId });
  return client.send(get).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return false;
      throw error;
    },
  );
}

it('leaves nothing of a transfer that was deleted while Lex was at it, and does not go on with it [P7.9] [R29]', async () => {
  const visitor = await openVisitor(running.stack.url);
  const { conversationId } = visitor.session;
  const socket = await visitor.connect();
  let goOn = () => {};
  const until = new Promise<void>(resolve => (goOn = resolve));
  // Lex waits for the code hook, which waits for the table of accounts.
  const held = running.stack.faults!.dynamo.set(
    { does: 'hold', until },
    { times: 1, fits: ({ body }) => body.includes(TABLES.accountsTable) },
  );
  socket.say({ type: 'message-send', messageId: newMessageId(), text: '새벗은행에서 이체하고 싶어요' });
  await expect.poll(() => held.met.length, { timeout: 20_000 }).toBe(1);

  const deleting = visitor.call('DELETE', '/history');
  await socket.hear('history-deleted');
  const forgetting = () => running.stack.lex.calls.filter(({ operation }) => operation === 'DeleteSession').length;
  await expect.poll(forgetting).toBeGreaterThan(0);
  goOn();
  expect((await deleting).status).toBe(204);
  const rested = () => running.stack.functions.processes().every(({ state }) => state === 'frozen');
  await expect.poll(rested, { timeout: 20_000 }).toBe(true);

  expect(await isRemembered(conversationId)).toBe(false);
  expect(await visitor.history()).toEqual({ entries: [], before: null });
  const { source } = await visitor.ask('모아은행이요');
  expect(source, 'is no answer to a question that was deleted').not.toEqual({ kind: 'intent', name: 'TransferMoney' });
  expect(await isRemembered(conversationId), 'is said in another dialogue').toBe(false);
  socket.close();
});
