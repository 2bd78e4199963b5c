import { Match, type Template } from 'aws-cdk-lib/assertions';
import { FUNCTIONS, REST_ROUTES } from '@lex-chat/backend/functions/routes';
import { beforeAll, describe, expect, it } from 'vitest';
import { resource, resourcesOf, synthesise } from './fixtures/stack-fixture.ts';

let template: Template;
beforeAll(() => (template = synthesise({ throttle: { rate: 20, burst: 40 } })));

interface Method {
  readonly HttpMethod: string;
  readonly ResourceId: { readonly Ref: string };
  readonly RequestValidatorId?: unknown;
  readonly Integration: {
    readonly ResponseTransferMode?: string;
    readonly TimeoutInMillis: number;
    readonly Uri: unknown;
  };
}

describe('requests', () => {
  const methods = () =>
    Object.values(resourcesOf(template, 'AWS::ApiGateway::Method')).map(({ Properties }) => {
      const method = Properties as unknown as Method;
      return { ...method, path: pathOf(method.ResourceId.Ref) };
    });

  function pathOf(id: string): string {
    const properties = resourcesOf(template, 'AWS::ApiGateway::Resource')[id]?.Properties;
    if (!properties) return '';
    return `${pathOf((properties['ParentId'] as { Ref: string }).Ref)}/${String(properties['PathPart'])}`;
  }

  it('have each route, and a preflight for each path', () => {
    const wanted = [
      ...REST_ROUTES.map(({ method, path }) => `${method} ${path}`),
      ...new Set(REST_ROUTES.map(({ path }) => `OPTIONS ${path}`)),
    ];
    expect(
      methods()
        .map(({ HttpMethod, path }) => `${HttpMethod} ${path}`)
        .sort(),
    ).toEqual(wanted.sort());
  });

  for (const { method, path, streams, calls } of REST_ROUTES) {
    it(`${method} ${path} ${streams ? 'is streamed' : 'is answered in one piece'}, and looked at first`, () => {
      const found = methods().find(each => each.HttpMethod === method && each.path === path)!;
      expect(found.Integration.ResponseTransferMode).toBe(streams ? 'STREAM' : undefined);
      // The function is called by another version of Lambda's API for it.
      const uri = JSON.stringify(found.Integration.Uri);
      expect(uri).toContain(streams ? '2021-11-15/functions/' : '2015-03-31/functions/');
      expect(uri).toContain(streams ? '/response-streaming-invocations' : '/invocations');
      expect(found.Integration.TimeoutInMillis).toBe(streams ? FUNCTIONS[calls].timeoutSeconds * 1_000 : 29_000);
      expect(found.RequestValidatorId).toBeDefined();
    });
  }

  it('are refused as the service refuses', () => {
    const refusals = Object.values(resourcesOf(template, 'AWS::ApiGateway::GatewayResponse'));
    expect(refusals.length).toBeGreaterThan(5);
    for (const { Properties } of refusals) {
      const { 'application/json': body } = Properties['ResponseTemplates'] as Record<string, string>;
      expect(JSON.parse(body!)).toMatchObject({ code: expect.any(String) as string, requestId: '$context.requestId' });
    }
  });
});

describe('sockets', () => {
  it('go to one function, whatever they do', () => {
    const routes = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route'));
    expect(routes.map(({ Properties }) => Properties['RouteKey']).sort()).toEqual([
      '$connect',
      '$default',
      '$disconnect',
      'ping',
    ]);
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { RouteSelectionExpression: '$request.body.type' });
  });

  it('are told pong without a function', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { IntegrationType: 'MOCK' });
    template.hasResourceProperties('AWS::ApiGatewayV2::IntegrationResponse', {
      IntegrationResponseKey: '$default',
      ResponseTemplates: { $default: '{"type":"pong"}' },
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::RouteResponse', { RouteResponseKey: '$default' });
  });
});

describe('both APIs [R48]', () => {
  it('let through so much a second', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: [
        Match.objectLike({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40, DataTraceEnabled: false }),
      ],
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40, DataTraceEnabled: false },
    });
  });

  it('write down what happened, and neither who it was nor what they said', () => {
    const rest = resource(template, 'AWS::ApiGateway::Stage', 'Rest').Properties['AccessLogSetting'];
    const sockets = resource(template, 'AWS::ApiGatewayV2::Stage', 'Sockets').Properties['AccessLogSettings'];
    for (const settings of [rest, sockets]) {
      const { Format } = settings as { Format: string };
      expect(Format).toContain('$context.requestId');
      expect(Format).not.toMatch(/sourceIp|userAgent|\$context\.(path|authorizer)\b|queryString|header/i);
    }
  });

  it('write their errors where they end and go with the stack, not into logs that API Gateway makes itself', () => {
    const groups = resourcesOf(template, 'AWS::Logs::LogGroup');
    const all = resourcesOf(template) as Readonly<Record<string, { DependsOn?: readonly string[] }>>;
    for (const [api, name] of [
      ['Rest', ['API-Gateway-Execution-Logs_', '/live']],
      ['Sockets', ['/aws/apigateway/', '/socket']],
    ] as const) {
      const [id, { Properties, DeletionPolicy }] = Object.entries(groups).find(([key]) =>
        key.startsWith(`${api}Errors`),
      )!;
      const { 'Fn::Join': join } = Properties['LogGroupName'] as { 'Fn::Join': [string, unknown[]] };
      expect(join[1].filter(part => typeof part === 'string')).toEqual(name);
      expect([Properties['RetentionInDays'], DeletionPolicy]).toEqual([30, 'Delete']);
      // Made before anything could be written to it.
      const stage = Object.keys(all).find(key => new RegExp(`^${api}.*Stage`).test(key))!;
      expect(all[stage]!.DependsOn).toContain(id);
    }
  });

  it('get the role that writes it first, unless the account has one', () => {
    expect(resource(template, 'AWS::ApiGateway::Account', 'LoggingRole').DeletionPolicy).toBe('Retain');
    synthesise({ apiLoggingRole: false }).resourceCountIs('AWS::ApiGateway::Account', 0);
  });
});
