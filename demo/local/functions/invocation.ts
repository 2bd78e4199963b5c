import { Readable } from 'node:stream';
import { FunctionError } from './function-error.ts';
import type { FromRuntime } from './runtime-messages.ts';

/** One call of a function, from the asking to its end. */
export interface Invocation {
  readonly id: string;
  /** The event, as JSON. */
  readonly payload: string;
  readonly streams: boolean;
  /** Told what the function says, but for its failures. `taken` asks it for the next chunk. */
  hear(message: FromRuntime, taken: () => void): void;
  fail(error: FunctionError): void;
}

/** What a streaming function says first, and then the rest, as it is written. */
export interface FunctionStream {
  /** As the function gave it: to be checked by whoever answers with it. */
  readonly metadata: unknown;
  /** Ends with an error if the function fails on the way. Not reading it holds the function up. */
  readonly body: Readable;
}

/** A call that is answered in one piece. */
export function wholeInvocation(id: string, event: unknown): { invocation: Invocation; answer: Promise<unknown> } {
  const { promise: answer, resolve, reject } = settling<unknown>();
  const invocation: Invocation = {
    id,
    payload: toJson(event),
    streams: false,
    hear: message => {
      if (message.type === 'answered') resolve(JSON.parse(message.payload));
    },
    fail: reject,
  };
  return { invocation, answer };
}

/** A call that is answered piece by piece. */
export function streamedInvocation(
  id: string,
  event: unknown,
): { invocation: Invocation; response: Promise<FunctionStream> } {
  const { promise: response, resolve, reject } = settling<FunctionStream>();
  let wanted = () => {};
  const body = new Readable({ read: () => wanted() });
  // Whoever reads it hears of an error through the reading. That nobody reads any more is no reason to fall over.
  body.on('error', () => {});

  const fail = (error: FunctionError) => {
    reject(error);
    body.destroy(error);
  };
  let described = false;
  const invocation: Invocation = {
    id,
    payload: toJson(event),
    streams: true,
    hear: (message, taken) => {
      switch (message.type) {
        case 'head':
          described = true;
          resolve({ metadata: JSON.parse(message.metadata), body });
          return;
        case 'chunk':
          if (!described) fail(new FunctionError('Runtime.InvalidResponse', 'The response began without metadata.'));
          if (body.destroyed || body.push(message.bytes)) taken();
          else wanted = once(taken);
          return;
        case 'end':
          if (!described) fail(new FunctionError('Runtime.InvalidResponse', 'The response ended without metadata.'));
          if (!body.destroyed) body.push(null);
          return;
        case 'began':
        case 'answered':
        case 'failed':
          return;
      }
    },
    fail,
  };
  return { invocation, response };
}

/** An event without JSON (`undefined`) is the empty event. */
function toJson(event: unknown): string {
  return JSON.stringify(event ?? {});
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

/** A promise with its ends outside. Settling it again changes nothing; a rejection that nobody awaits yet is no crash. */
function settling<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}
