import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { USAGE, type Behaviour, type ModelStandIn } from './language-model-behaviour.ts';

/** OpenAI's older completions, which aimock does not know: as small as its documentation allows. */
export async function startCompletions(...behaviours: readonly Behaviour[]): Promise<ModelStandIn> {
  const requests: string[] = [];
  const unfinished = new Set<ServerResponse>();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    unfinished.add(response);
    response.once('close', () => unfinished.delete(response));
    const asked = await readText(request);
    requests.push(asked);
    const fault = faultIn(request, asked);
    if (fault) return refuse(response, 400, fault);
    await behave(behaviours[Math.min(requests.length, behaviours.length) - 1]!, asked, response);
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answering: () => unfinished.size,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** What OpenAI would not take. */
function faultIn({ method, url }: IncomingMessage, asked: string): string | undefined {
  if (method !== 'POST' || url !== '/v1/completions') return 'unknown_url';
  const { model, prompt, stream, max_tokens, stop } = JSON.parse(asked) as Readonly<Record<string, unknown>>;
  if (typeof model !== 'string' || typeof prompt !== 'string' || stream !== true) return 'invalid_request_error';
  if (!Number.isInteger(max_tokens) || !Array.isArray(stop) || stop.length > 4) return 'invalid_request_error';
  return undefined;
}

async function behave(behaviour: Behaviour, asked: string, response: ServerResponse): Promise<void> {
  switch (behaviour.does) {
    case 'answer': {
      const { text, pieces, end = 'stop' } = behaviour;
      const said = typeof text === 'string' ? text : text(asked);
      for (let i = 0; i < said.length; i += pieces) say(response, said.slice(i, i + pieces), null);
      say(response, '', end);
      send(response, { choices: [], usage: { prompt_tokens: USAGE.input, completion_tokens: USAGE.output } });
      response.end('data: [DONE]\n\n');
      return;
    }
    case 'break-off':
      say(response, behaviour.text, null);
      // What is written in one go with the cut never leaves.
      setImmediate(() => response.destroy());
      return;
    case 'fall-silent':
      say(response, behaviour.text, null);
      return;
    case 'say-nothing':
      return;
    case 'garble':
      response.end('{malformed json: <<<');
      return;
    case 'refuse':
      if (behaviour.retryAfter !== undefined) response.setHeader('Retry-After', behaviour.retryAfter);
      refuse(response, behaviour.status, behaviour.code);
  }
}

function say(response: ServerResponse, text: string, finishReason: string | null): void {
  send(response, { choices: [{ index: 0, text, finish_reason: finishReason }] });
}

function send(response: ServerResponse, chunk: object): void {
  if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write(`data: ${JSON.stringify({ id: 'cmpl-1', object: 'text_completion', ...chunk })}\n\n`);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ error: { message: 'a vendor’s words', type: code, code, param: null } }));
}
