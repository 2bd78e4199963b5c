import { createServer, type Fixture } from '@copilotkit/aimock';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SILENCE_MS, USAGE, type Behaviour, type ModelStandIn, type StartModel } from './language-model-behaviour.ts';

/** Bedrock and OpenAI's chat, by a server nobody here wrote. `head` is how many events come before the first text. */
export function aimock(head: number): StartModel {
  return (...behaviours) => start(behaviours, head);
}

async function start(behaviours: readonly Behaviour[], head: number): Promise<ModelStandIn> {
  const requests: string[] = [];
  const unfinished = new Set<ServerResponse>();
  const fixtures = behaviours.map((behaviour, i): Fixture => ({
    match: { predicate: () => Math.min(requests.length, behaviours.length) - 1 === i },
    ...fixtureOf(behaviour, head),
  }));
  const { server, url } = await createServer(fixtures, { port: 0 });
  // Before aimock's own listener, which looks for what fits at once.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    unfinished.add(response);
    response.once('close', () => unfinished.delete(response));
    const i = requests.push('') - 1;
    request.on('data', (chunk: Buffer) => (requests[i] = `${requests[i]!}${chunk.toString()}`));
  });
  return {
    url,
    requests,
    answering: () => unfinished.size,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const usage = {
  prompt_tokens: USAGE.input,
  completion_tokens: USAGE.output,
  inputTokens: USAGE.input,
  outputTokens: USAGE.output,
};

function fixtureOf(behaviour: Behaviour, head: number): Omit<Fixture, 'match'> {
  switch (behaviour.does) {
    case 'answer': {
      const { text, pieces, end = 'stop' } = behaviour;
      return {
        response: request => ({
          content: typeof text === 'string' ? text : text(JSON.stringify(request.messages)),
          finishReason: end,
          usage,
        }),
        chunkSize: pieces,
      };
    }
    case 'break-off':
      // The line is cut while the delta behind it is written; the pauses see to it that the text is on its way by then.
      return {
        ...oneDelta(behaviour.text),
        truncateAfterChunks: head + 2,
        streamingProfile: { ttft: 1, tps: 500 },
      };
    case 'fall-silent': {
      const delays = [...Array.from({ length: head }, () => 0), SILENCE_MS];
      const recordedTimings = { ttftMs: 0, interChunkDelaysMs: delays, totalDurationMs: SILENCE_MS };
      return { ...oneDelta(behaviour.text), recordedTimings };
    }
    case 'say-nothing':
      return { response: { content: '…' }, streamingProfile: { ttft: SILENCE_MS, tps: 1 } };
    case 'garble':
      return { response: { content: '…' }, chaos: { malformedRate: 1 } };
    case 'refuse': {
      const { status, code, retryAfter } = behaviour;
      return {
        response: {
          status,
          error: { message: 'a vendor’s words', code, type: code },
          ...(retryAfter && { retryAfter }),
        },
      };
    }
  }
}

/** The text as the first delta, with one more behind it. */
function oneDelta(text: string): Pick<Fixture, 'response' | 'chunkSize'> {
  return { response: { content: `${text}…` }, chunkSize: text.length };
}
