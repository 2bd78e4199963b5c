import { PostToConnectionCommand, type ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import type { Gateway } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';

/** Sockets behind API Gateway, by its `@connections`. */
export function createApiGateway(client: ApiGatewayManagementApiClient): Gateway {
  return {
    async post(connectionId, message) {
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: JSON.stringify(message) }));
        return 'sent';
      } catch (error) {
        // The name is all there is to go by: the message of this error is `UnknownError`.
        if (error instanceof Error && error.name === 'GoneException') return 'gone';
        throw new UpstreamError('gateway', { cause: error });
      }
    },
  };
}
