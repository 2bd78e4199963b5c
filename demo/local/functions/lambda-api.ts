import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSigned } from '../gateway/is-signed.ts';
import { readBody } from '../gateway/read-body.ts';
import { sendAwsError, sendJson } from '../gateway/send-json.ts';
import { FunctionError } from './function-error.ts';
import type { FunctionHost } from './function-host.ts';

/** Lambda's `Invoke` over HTTP, so that the real client reaches the functions of a laptop. */
export interface LambdaApi {
  /** Whether a path is one of this API's. */
  serves(path: string): boolean;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Largest event of a call that waits for its answer, in bytes. */
const CALL_MAX_BYTES = 6 * 1_024 * 1_024;

/** Largest event of one that does not. Lambda's own figure since late 2025; older pages say 256 KB. */
const EVENT_MAX_BYTES = 1_024 * 1_024;

const PATH = /^\/2015-03-31\/functions\/([^/?]+)\/invocations$/;

export function createLambdaApi(host: Pick<FunctionHost, 'knows' | 'invoke' | 'invokeLater'>): LambdaApi {
  return {
    serves: path => PATH.test(path),
    answer: async (request, response) => {
      response.setHeader('x-amzn-requestid', randomUUID());
      const name = functionNamed(request.url ?? '');
      if (request.method !== 'POST' || name === undefined) {
        return sendAwsError(response, 404, 'UnknownOperationException', { message: 'Unknown operation.' });
      }
      if (!isSigned(request, 'lambda')) {
        const body = { message: 'Missing Authentication Token' };
        return sendAwsError(response, 403, 'MissingAuthenticationTokenException', body);
      }
      const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
      const maxBytes = type === 'Event' ? EVENT_MAX_BYTES : CALL_MAX_BYTES;
      const body = await readBody(request, maxBytes);
      if (!body.ok) {
        const message = `The payload is too large for the ${String(type)} invocation type (limit ${maxBytes} bytes)`;
        return refuse(response, 413, 'RequestTooLargeException', message);
      }
      if (!host.knows(name)) return refuse(response, 404, 'ResourceNotFoundException', `Function not found: ${name}`);
      const event = parseEvent(body.bytes);
      if (!event)
        return refuse(response, 400, 'InvalidRequestContentException', 'Could not parse request body into json.');

      switch (type) {
        case 'Event':
          host.invokeLater(name, event.value);
          return sendJson(response, 202, undefined);
        case 'DryRun':
          return sendJson(response, 204, undefined);
        case 'RequestResponse':
          return call(name, event.value, response);
        default:
          return refuse(response, 400, 'InvalidParameterValueException', 'Unknown invocation type.');
      }
    },
  };

  async function call(name: string, event: unknown, response: ServerResponse): Promise<void> {
    const headers = { 'x-amz-executed-version': '$LATEST' };
    try {
      sendJson(response, 200, await host.invoke(name, event), headers);
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      const { errorType, message: errorMessage, trace } = error;
      if (errorType === 'TooManyRequestsException') return refuse(response, 429, errorType, errorMessage);
      const unhandled = { ...headers, 'x-amz-function-error': 'Unhandled' };
      sendJson(response, 200, { errorType, errorMessage, trace }, unhandled);
    }
  }
}

/** The name in a name, a partial ARN or an ARN, with or without a version behind it. */
function functionNamed(url: string): string | undefined {
  const encoded = PATH.exec(url.split('?', 1)[0]!)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded)
      .replace(/^.*function:/, '')
      .replace(/:.*$/, '');
  } catch {
    // Malformed percent-encoding names no function.
    return undefined;
  }
}

/** No event at all is an empty one. */
function parseEvent(bytes: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: bytes.length === 0 ? {} : (JSON.parse(bytes.toString()) as unknown) };
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, name: string, message: string): void {
  sendAwsError(response, status, name, { Type: status === 500 ? 'Service' : 'User', message, Message: message });
}
