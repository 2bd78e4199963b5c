import { setTimeout as wait } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { encodeEventStreamFrame, encodeEventStreamMessage } from '@copilotkit/aimock';
import type { Call, Fault } from './fault.ts';
import { isBedrock } from './refusals.ts';

/** How a streamed answer ends, once its pieces are said. */
export type StreamEnd =
  /** As it should. */
  | 'complete'
  /** The line breaks. */
  | 'cut'
  /** Nothing more comes, on an open line. */
  | 'stall'
  /** The line is closed politely, and the end mark is missing. */
  | 'no-end-mark'
  /** Something comes that cannot be read. */
  | 'broken-chunk'
  /** The service says in the stream that it failed, or that it is asked too much. */
  | 'stream-error'
  | 'throttled'
  /** The process that reads it gets a SIGKILL. */
  | 'kill';

export interface Script {
  readonly pieces: readonly string[];
  readonly end: StreamEnd;
  /** Pause before each piece, in milliseconds. @default 0 */
  readonly pauseMs?: number;
}

/** The model says just this, in the protocol in which it was asked. */
export function modelSays({ pieces, end, pauseMs = 0 }: Script): (call: Call) => Fault {
  return ({ path }) => ({
    does: 'answer',
    answer: async (response, kill) => {
      const words = isBedrock(path) ? BEDROCK : OPEN_AI;
      response.writeHead(200, { 'content-type': words.contentType });
      response.flushHeaders();
      const begin = words.begin();
      if (begin) response.write(begin);
      for (const piece of pieces) {
        if (pauseMs > 0) await wait(pauseMs);
        if (response.destroyed) return;
        response.write(words.say(piece));
      }
      finish(response, words, end, kill);
    },
  });
}

function finish(response: ServerResponse, words: Words, end: StreamEnd, kill: () => void): void {
  switch (end) {
    case 'complete':
      response.end(words.complete());
      return;
    case 'no-end-mark':
      response.end();
      return;
    case 'stall':
      return;
    case 'kill':
      kill();
      response.destroy();
      return;
    case 'cut':
      // What was written before is on its way by then.
      setTimeout(() => response.destroy(), 50);
      return;
    case 'broken-chunk':
      response.end(words.broken());
      return;
    case 'stream-error':
    case 'throttled':
      response.end(words.fail(end));
  }
}

/** A protocol, as far as an answer needs it. */
interface Words {
  readonly contentType: string;
  begin(): Buffer | undefined;
  say(piece: string): Buffer;
  complete(): Buffer;
  broken(): Buffer;
  fail(how: 'stream-error' | 'throttled'): Buffer;
}

const BEDROCK: Words = {
  contentType: 'application/vnd.amazon.eventstream',
  begin: () => encodeEventStreamMessage('messageStart', { role: 'assistant' }),
  say: text => encodeEventStreamMessage('contentBlockDelta', { contentBlockIndex: 0, delta: { text } }),
  complete: () =>
    Buffer.concat([
      encodeEventStreamMessage('messageStop', { stopReason: 'end_turn' }),
      encodeEventStreamMessage('metadata', { usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 } }),
    ]),
  broken: () => {
    const frame = Buffer.from(encodeEventStreamMessage('messageStop', { stopReason: 'end_turn' }));
    // In the middle of its payload, so that the checksum no longer fits.
    frame[frame.length - 6]! ^= 1;
    return frame;
  },
  fail: how =>
    encodeEventStreamFrame(
      {
        ':message-type': 'exception',
        ':exception-type': how === 'throttled' ? 'throttlingException' : 'modelStreamErrorException',
        ':content-type': 'application/json',
      },
      Buffer.from(JSON.stringify({ message: 'refused for a test' })),
    ),
};

const OPEN_AI: Words = {
  contentType: 'text/event-stream',
  begin: () => undefined,
  say: content => event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] }),
  complete: () =>
    Buffer.concat([
      event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
      event({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }),
      Buffer.from('data: [DONE]\n\n'),
    ]),
  broken: () => Buffer.from('data: {"choices":[{"index":0,"del\n\n'),
  fail: how => {
    const code = how === 'throttled' ? 'rate_limit_exceeded' : 'server_error';
    return event({ error: { message: 'refused for a test', type: code, code } });
  },
};

function event(chunk: object): Buffer {
  return Buffer.from(`data: ${JSON.stringify(chunk)}\n\n`);
}
