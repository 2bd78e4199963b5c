import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  EndpointType,
  JsonSchemaType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type MethodDeploymentOptions,
  ResponseTransferMode,
  RestApi as Api,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { FUNCTIONS, REST_ROUTES, type FunctionName, type RestRoute } from '@lex-chat/backend/functions/routes';
import { Construct } from 'constructs';
import { tellRefusals } from './refusals.ts';

/** Requests a second, and how many may come at once. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

export interface RestApiProps {
  /** By which its metrics are told from those of the account's other APIs. */
  readonly name: string;
  readonly throttle: Throttle;
  /**
   * Where platforms call. Each is a route, and routes are throttled each by itself: what comes from there takes nothing from visitors, nor they from it.
   * @default - nowhere
   */
  readonly callbacks?: readonly RestRoute[];
  readonly logRetention: RetentionDays;
}

/** In front of each path; CloudFront adds it, and nobody else sees it. */
const STAGE = 'live';

/** Longest wait for an answer in one piece: more than API Gateway allows without asking AWS. */
const WHOLE_TIMEOUT = Duration.seconds(29);

/** Never an address, a token, a query or a body. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    method: '$context.httpMethod',
    route: '$context.resourcePath',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    functionMs: '$context.integrationLatency',
    refusal: '$context.error.responseType',
    traceId: '$context.xrayTraceId',
  }),
);

/** Everything of the chat that comes without a socket. */
export class RestApi extends Construct {
  readonly api: Api;
  readonly stageName = STAGE;
  readonly #callbacks: readonly RestRoute[];

  constructor(scope: Construct, id: string, { name, throttle, callbacks = [], logRetention }: RestApiProps) {
    super(scope, id);
    this.#callbacks = callbacks;
    const log = new LogGroup(this, 'Log', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    this.api = new Api(this, 'Api', {
      restApiName: name,
      description: 'The chat without a socket',
      endpointConfiguration: { types: [EndpointType.REGIONAL] },
      cloudWatchRole: false,
      deployOptions: {
        stageName: STAGE,
        ...ofMethods(throttle),
        methodOptions: Object.fromEntries(
          callbacks.map(({ method, path }) => [`${path}/${method}`, ofMethods(throttle)]),
        ),
        tracingEnabled: true,
        accessLogDestination: new LogGroupLogDestination(log),
        accessLogFormat: ACCESS_LOG,
      },
    });
    // API Gateway would make it itself, without an end, and it would stay.
    const errors = new LogGroup(this, 'Errors', {
      logGroupName: `API-Gateway-Execution-Logs_${this.api.restApiId}/${STAGE}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.api.deploymentStage.node.addDependency(errors);
    // An output that names the way round CloudFront.
    this.api.node.tryRemoveChild('Endpoint');
    tellRefusals(this.api);
  }

  /** Where CloudFront finds it. */
  get domainName(): string {
    return executeApiDomain(this, this.api.restApiId);
  }

  /** Sends each route to its function, and so the callbacks. */
  route(functions: Readonly<Record<Exclude<FunctionName, 'hooks' | 'answer' | 'receive'>, IFunction>>): void {
    const targetOf = ({ calls }: RestRoute) => functions[calls as keyof typeof functions];
    const validator = this.api.addRequestValidator('Validator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const object = this.api.addModel('Object', {
      contentType: 'application/json',
      schema: { type: JsonSchemaType.OBJECT },
    });
    for (const route of REST_ROUTES) {
      const resource = this.api.root.resourceForPath(route.path);
      const integration = this.#integration(route, targetOf(route));
      resource.addMethod(route.method, integration, {
        requestValidator: validator,
        ...(hasBody(route) && { requestModels: { 'application/json': object } }),
        requestParameters: Object.fromEntries(
          [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [`method.request.path.${name!}`, true]),
        ),
      });
      // Preflights go where the first route of their path goes.
      if (!resource.node.tryFindChild('OPTIONS')) resource.addMethod('OPTIONS', integration);
    }
    // What a platform sends is signed to the byte, and may be a form: it goes on as it came. No page asks there.
    for (const route of this.#callbacks)
      this.api.root.resourceForPath(route.path).addMethod(route.method, this.#integration(route, targetOf(route)));
  }

  #integration({ calls, streams }: RestRoute, target: IFunction): LambdaIntegration {
    return new LambdaIntegration(target, {
      // One permission a function instead of two a method: a function's policy holds 20 kB.
      scopePermissionToMethod: false,
      ...(streams
        ? {
            responseTransferMode: ResponseTransferMode.STREAM,
            timeout: Duration.seconds(FUNCTIONS[calls].timeoutSeconds),
          }
        : { timeout: WHOLE_TIMEOUT }),
    });
  }
}

/** What a stage has its methods do. One that is given anything of its own has nothing of the stage's. */
function ofMethods({ rate, burst }: Throttle): MethodDeploymentOptions {
  return {
    throttlingRateLimit: rate,
    throttlingBurstLimit: burst,
    metricsEnabled: true,
    loggingLevel: MethodLoggingLevel.ERROR,
    // Would write down what visitors say.
    dataTraceEnabled: false,
  };
}

/** The requests that are nothing without a body. A session is opened with an empty one, too. */
function hasBody({ method, path }: RestRoute): boolean {
  return method === 'POST' && path !== '/sessions';
}

/** Where an API is found by its id. */
export function executeApiDomain(scope: Construct, apiId: string): string {
  const { region, urlSuffix } = Stack.of(scope);
  return `${apiId}.execute-api.${region}.${urlSuffix}`;
}
