import {
  DeleteConnectionCommand,
  PostToConnectionCommand,
  type ApiGatewayManagementApiClient,
} from '@aws-sdk/client-apigatewaymanagementapi';
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
        if (isGone(error)) return 'gone';
        throw new UpstreamError('gateway', { cause: error });
      }
    },
    async close(connectionId) {
      try {
        await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
      } catch (error) {
        if (!isGone(error)) throw new UpstreamError('gateway', { cause: error });
      }
    },
  };
}

/** The name is all there is to go by: the message of this error is `UnknownError`. */
function isGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'GoneException';
}
