import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnIntegration,
  CfnIntegrationResponse,
  CfnRoute,
  CfnRouteResponse,
  CfnStage,
  WebSocketApi,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { executeApiDomain, type Throttle } from './rest-api.ts';

export interface SocketApiProps {
  /** By which it is told from the account's other APIs. */
  readonly name: string;
  readonly throttle: Throttle;
  readonly logRetention: RetentionDays;
}

/** A socket is opened at `/{stage}`. CloudFront passes a path on as it is, so browsers find it by this very name. */
const STAGE = 'socket';

/** The type of the message that asks for nothing but an answer. */
const PING = 'ping';

/** Chooses the one template there is; the backslash keeps API Gateway from looking for a variable. */
const ANY_TEMPLATE = '\\$default';

/** Never an address, a token or a frame. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  connectionId: '$context.connectionId',
  route: '$context.routeKey',
  event: '$context.eventType',
  status: '$context.status',
  functionMs: '$context.integrationLatency',
  refusal: '$context.error.responseType',
});

/** The sockets of the chat. */
export class SocketApi extends Construct {
  readonly api: WebSocketApi;
  readonly stageName = STAGE;
  /** Where browsers find it behind the distribution. */
  readonly path = `/${STAGE}`;

  constructor(scope: Construct, id: string, { name, throttle, logRetention }: SocketApiProps) {
    super(scope, id);
    this.api = new WebSocketApi(this, 'Api', {
      apiName: name,
      description: 'The sockets of the chat',
      routeSelectionExpression: '$request.body.type',
    });
    const log = new LogGroup(this, 'Log', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    // API Gateway would make it itself, without an end, and it would stay.
    const errors = new LogGroup(this, 'Errors', {
      logGroupName: `/aws/apigateway/${this.api.apiId}/${STAGE}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new CfnStage(this, 'Stage', {
      apiId: this.api.apiId,
      stageName: STAGE,
      autoDeploy: true,
      accessLogSettings: {
        destinationArn: Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: log.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
        format: ACCESS_LOG,
      },
      defaultRouteSettings: {
        throttlingRateLimit: throttle.rate,
        throttlingBurstLimit: throttle.burst,
        detailedMetricsEnabled: true,
        loggingLevel: 'ERROR',
        // Would write down what visitors say.
        dataTraceEnabled: false,
      },
    });
    stage.node.addDependency(errors);
    this.#answerPings();
  }

  get domainName(): string {
    return executeApiDomain(this, this.api.apiId);
  }

  /** Where functions post to sockets. */
  get callbackUrl(): string {
    return `https://${this.domainName}/${STAGE}`;
  }

  /** Sends what sockets do and say to a function, which also tells who may open one. */
  route(receive: IFunction): void {
    for (const key of ['$connect', '$default', '$disconnect']) {
      this.api.addRoute(key, { integration: new WebSocketLambdaIntegration(`To${key.slice(1)}`, receive) });
    }
  }

  /** Lets functions post to sockets and close them. */
  grantPost(grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['execute-api:ManageConnections'],
      resourceArns: [
        Stack.of(this).formatArn({
          service: 'execute-api',
          resource: this.api.apiId,
          resourceName: `${STAGE}/*/@connections/*`,
        }),
      ],
    });
  }

  /** Answers a `ping` without a function. The integration by itself would say nothing: its answer has to be written out. */
  #answerPings(): void {
    const { apiId } = this.api;
    const integration = new CfnIntegration(this, 'Ping', {
      apiId,
      integrationType: 'MOCK',
      templateSelectionExpression: ANY_TEMPLATE,
      requestTemplates: { $default: JSON.stringify({ statusCode: 200 }) },
    });
    const route = new CfnRoute(this, 'PingRoute', {
      apiId,
      routeKey: PING,
      routeResponseSelectionExpression: '$default',
      target: `integrations/${integration.ref}`,
    });
    new CfnRouteResponse(this, 'PingRouteResponse', { apiId, routeId: route.ref, routeResponseKey: '$default' });
    new CfnIntegrationResponse(this, 'Pong', {
      apiId,
      integrationId: integration.ref,
      integrationResponseKey: '$default',
      templateSelectionExpression: ANY_TEMPLATE,
      responseTemplates: { $default: JSON.stringify({ type: 'pong' }) },
    });
  }
}
