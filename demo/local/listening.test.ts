import { once } from 'node:events';
import { expect, it } from 'vitest';
import { holdRequests, listen, stop, urlOf } from './listening.ts';

it('answers what was asked before there was anybody to answer, and all of it once', async () => {
  const server = await listen(0, 30_000);
  const answerHeld = holdRequests(server);
  const ask = async () => (await fetch(urlOf(server))).text();
  const early = ask();
  await once(server, 'request');
  let asked = 0;
  server.on('request', (_, response) => response.end(String(++asked)));
  answerHeld();
  expect([await early, await ask()]).toEqual(['1', '2']);
  await stop(server);
});
