import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { GATEWAY_REFUSALS } from '@lex-chat/backend/functions/gateway-refusals';

/**
 * Has API Gateway refuse in `application/problem+json`, as the service itself does. Which pages may read that, the distribution
 * in front tells them.
 */
export function tellRefusals(api: RestApi): void {
  for (const [type, { status, headers, template }] of Object.entries(GATEWAY_REFUSALS)) {
    api.addGatewayResponse(`Refusal${type}`, {
      type: ResponseType.of(type),
      statusCode: String(status),
      // A header that is not taken from the request is written in quotes.
      responseHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`])),
      templates: { 'application/json': template },
    });
  }
}
