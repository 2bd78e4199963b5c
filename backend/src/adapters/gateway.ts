import type { Gateway } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { createSignedRequests, statusOf, type SignedRequestOptions } from './signed-requests.ts';

const GONE = 410;

/**
 * Sockets behind API Gateway, by the `@connections` of the stage whose address is `endpoint`. Not by AWS's client for it: most of what an answer takes
 * of the processor is posts, several a second for each reader, and the client takes two to three times as much for one as is needed to sign and send it.
 */
export function createApiGateway(endpoint: string, options: SignedRequestOptions): Gateway {
  const send = createSignedRequests('execute-api', endpoint, options);
  const ask = async (method: 'POST' | 'DELETE', connectionId: string, body?: string) => {
    try {
      await send(method, `/@connections/${encodeURIComponent(connectionId)}`, body);
      return 'sent';
    } catch (error) {
      if (statusOf(error) === GONE) return 'gone';
      throw new UpstreamError('gateway', { cause: error });
    }
  };
  return {
    post: (connectionId, message) => ask('POST', connectionId, JSON.stringify(message)),
    close: async connectionId => {
      await ask('DELETE', connectionId);
    },
  };
}
