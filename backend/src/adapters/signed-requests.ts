import { Sha256Node } from '@smithy/core/checksum';
import { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { retryMiddleware, StandardRetryStrategy } from '@smithy/core/retry';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';

export interface SignedRequestOptions {
  /** As for AWS's clients: a value, or what finds it. */
  readonly region: ConstructorParameters<typeof SignatureV4>[0]['region'];
  readonly credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  readonly maxAttempts: number;
  readonly requestHandler: Pick<NodeHttpHandler, 'handle'>;
  /** The trace of what is being done, which the request carries on. @default - none */
  readonly trace?: () => string | undefined;
}

/** Sends a small request of which nothing but the success matters. Rejects as AWS's clients do: with what the service said, or with why it said nothing. */
export type SendSigned = (method: 'POST' | 'DELETE', path: string, body?: string) => Promise<void>;

/**
 * Requests to an AWS service below the address `endpoint`, made of the parts that AWS's clients are made of: signed, sent and tried again as by them, in a third
 * of the time. What is missing is what makes a client of many: shapes to write and read, endpoints to choose from, a chain of a dozen steps put together for each call.
 */
export function createSignedRequests(
  service: string,
  endpoint: string,
  { region, credentials, maxAttempts, requestHandler, trace = () => undefined }: SignedRequestOptions,
): SendSigned {
  const { protocol, hostname, port, host, pathname } = new URL(endpoint);
  const folder = pathname.replace(/\/$/, '');
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256Node });
  const strategy = new StandardRetryStrategy(maxAttempts);
  const retried = retryMiddleware({ retryStrategy: async () => strategy, maxAttempts: async () => maxAttempts });

  const send = retried<Answered>(async ({ request }) => {
    // The one that is made below, with the headers of this attempt on it.
    const signed = await signer.sign(request as HttpRequest);
    const { response } = await requestHandler.handle(new HttpRequest(signed));
    // Nobody reads it, and without a reader its connection would be held.
    (response.body as { resume(): void }).resume();
    const { statusCode } = response;
    if (statusCode < 200 || statusCode > 299) throw new Refusal(response);
    return { response, output: { $metadata: { httpStatusCode: statusCode } } };
  }, {});

  return async (method, path, body = '') => {
    const traceId = trace();
    const headers = {
      host,
      'content-length': String(Buffer.byteLength(body)),
      ...(traceId !== undefined && { 'x-amzn-trace-id': traceId }),
    };
    const target = { protocol, hostname, ...(port !== '' && { port: Number(port) }), path: `${folder}${path}` };
    await send({ input: {}, request: new HttpRequest({ ...target, method, headers, body }) });
  };
}

/** The status with which a service refused; undefined if it said nothing. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Refusal ? error.$metadata.httpStatusCode : undefined;
}

interface Answered {
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId?: string };
}

/** What a service answered that is no success. The fields with a dollar are those by which it is told whether to try again, and when, and what is logged of it. */
class Refusal extends Error {
  readonly $metadata: Answered['$metadata'];
  readonly $response: HttpResponse;

  constructor(response: HttpResponse) {
    // `GoneException:http://internal.amazon.com/…` from some services.
    const { 'x-amzn-errortype': type = '', 'x-amzn-requestid': requestId } = response.headers;
    const [name = ''] = type.split(':', 1);
    super(`refused with ${response.statusCode}`);
    this.name = name || 'Refusal';
    this.$metadata = { httpStatusCode: response.statusCode, ...(requestId !== undefined && { requestId }) };
    this.$response = response;
  }
}
