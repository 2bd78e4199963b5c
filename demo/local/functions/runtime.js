/**
 * Lambda's Node runtime as far as a function can see it: loads one bundle, runs `handler` for each event that the
 * host sends (`runtime-messages.ts`), offers the global `awslambda`. Plain JavaScript of Node's own modules, so that
 * it starts without a loader, as quickly as a function does.
 */
import { Buffer } from 'node:buffer';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers';
import { pathToFileURL } from 'node:url';

/** @typedef {import('./runtime-messages.ts').FromRuntime} FromRuntime */
/** @typedef {import('./runtime-messages.ts').RunEvent} RunEvent */

/** How a handler is known to stream: the mark that `streamifyResponse` leaves. */
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

/** Largest buffered answer, in bytes: 6 MB and a little. */
const ANSWER_MAX_BYTES = 6_291_556;

/** Who waits for the host to have taken a chunk, by invocation. @type {Map<string, () => void>} */
const untaken = new Map();

/** The part of a response that a function writes, sent on as it is written. At most one chunk is on its way. */
class ResponseStream extends Writable {
  #id;
  /** @type {unknown} */
  #metadata;

  /** @param {string} id */
  constructor(id) {
    super();
    this.#id = id;
  }

  /** Kept for functions that call it. Behind API Gateway the type travels in the metadata's headers. */
  setContentType() {}

  /** @param {unknown} metadata */
  describe(metadata) {
    this.#metadata = metadata;
  }

  // Lambda sends the metadata with the first `write`, and with nothing else: a function that only calls `end` loses its
  // status and headers (aws/aws-lambda-nodejs-runtime-interface-client#97). May go when Lambda mends that.
  /** @override @param {any[]} parts */
  write(...parts) {
    if (this.#metadata !== undefined) {
      send({ type: 'head', id: this.#id, metadata: JSON.stringify(this.#metadata) });
      this.#metadata = undefined;
    }
    return super.write(...parts);
  }

  /** @override @param {Buffer} chunk @param {string} encoding @param {() => void} done */
  _write(chunk, encoding, done) {
    if (chunk.length === 0) return done();
    untaken.set(this.#id, done);
    send({ type: 'chunk', id: this.#id, bytes: chunk });
  }

  /** @override @param {() => void} done */
  _final(done) {
    send({ type: 'end', id: this.#id });
    done();
  }
}

globalThis.awslambda = {
  streamifyResponse: handler => {
    handler[STREAMING] = 'response';
    return handler;
  },
  HttpResponseStream: {
    from: (stream, metadata) => {
      stream.describe(metadata);
      return stream;
    },
  },
};

const loading = load(process.argv[2]);
// Told to each event that finds it so.
loading.catch(() => {});

process.on('message', message => {
  if (message.type === 'event') return void run(message);
  untaken.get(message.id)?.();
});
// Whoever started this is gone: nobody is left to answer, or to end this process.
process.on('disconnect', () => process.exit());
// Ctrl-C reaches the whole group of processes. The host decides when functions end.
process.on('SIGINT', () => {});

/** @param {string} file */
async function load(file) {
  const { handler } = await import(pathToFileURL(file).href);
  if (typeof handler !== 'function') throw named('Runtime.HandlerNotFound', 'The bundle exports no handler.');
  return handler;
}

/** @param {RunEvent} event */
async function run(event) {
  const { id } = event;
  let handler;
  try {
    handler = await loading;
  } catch (error) {
    send({ type: 'failed', id, ...described(error), fatal: true });
    return;
  }
  send({ type: 'began', id });
  process.env._X_AMZN_TRACE_ID = traceOf(id);
  await roused();
  try {
    send({ type: 'answered', id, payload: await answerOf(handler, event) });
  } catch (error) {
    send({ type: 'failed', id, ...described(error), fatal: false });
  } finally {
    untaken.delete(id);
  }
}

/**
 * Settles when what happened during the sleep has been noticed. Otherwise the first request of a woken function would go out
 * on a connection that its neighbour closed long ago: servers on a laptop do so after 5 s, AWS's after minutes. One turn of
 * the event loop reads that it is closed, another drops it.
 */
async function roused() {
  for (let turn = 0; turn < 2; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/**
 * The trace of an invocation, which AWS clients send along. Its root is the invocation, its parent this process.
 * @param {string} id
 */
function traceOf(id) {
  const root = id.replaceAll('-', '');
  return `Root=1-${root.slice(0, 8)}-${root.slice(8)};Parent=${process.pid.toString(16).padStart(16, '0')};Sampled=0`;
}

/** @param {RunEvent} event */
async function answerOf(handler, event) {
  const streams = handler[STREAMING] !== undefined;
  // Lambda would join the parts, or give the whole answer at once, in a form that API Gateway then refuses.
  if (streams !== event.streams)
    throw named('Runtime.InvocationMode', `The handler ${streams ? 'streams' : 'answers whole'}.`);
  return streams ? stream(handler, event) : whole(handler, event);
}

async function whole(handler, event) {
  const answer = (await handler(JSON.parse(event.payload), contextOf(event))) ?? null;
  const payload = JSON.stringify(answer) ?? 'null';
  if (Buffer.byteLength(payload) > ANSWER_MAX_BYTES) {
    throw named(
      'Function.ResponseSizeTooLarge',
      `Response payload size exceeded maximum allowed payload size (${ANSWER_MAX_BYTES} bytes).`,
    );
  }
  return payload;
}

async function stream(handler, event) {
  const response = new ResponseStream(event.id);
  const over = finished(response);
  // A handler that throws first leaves nobody waiting for the stream.
  over.catch(() => {});
  const result = handler(JSON.parse(event.payload), response, contextOf(event));
  if (typeof result?.then !== 'function') throw new Error('Streaming does not support non-async handlers.');
  await result;
  await over;
  return 'null';
}

/** @param {RunEvent} event */
function contextOf({ id, functionName, functionArn, memoryMb, timeoutMs }) {
  const deadline = Date.now() + timeoutMs;
  return {
    awsRequestId: id,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: `laptop/[$LATEST]${process.pid}`,
    memoryLimitInMB: String(memoryMb),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** @param {unknown} error */
function described(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  const { name, message, stack = '' } = error;
  return { errorType: name, errorMessage: message, trace: stack.split('\n') };
}

function named(name, message) {
  return Object.assign(new Error(message), { name });
}

/** @param {FromRuntime} message */
function send(message) {
  process.send(message);
}
