import type { Template } from 'aws-cdk-lib/assertions';
import { CHANNEL_OPTIONS } from '@lex-chat/backend/functions/channel-names';
import { CHANNEL_ROUTES } from '@lex-chat/backend/functions/routes';
import { beforeAll, describe, expect, it } from 'vitest';
import { resource, resourcesOf, synthesise } from './fixtures/stack-fixture.ts';

const MESSENGER = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:lex-chat/messenger-AbCdEf';
const SLACK = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:lex-chat/slack-GhIjKl';

let template: Template;
beforeAll(
  () =>
    (template = synthesise({
      channels: { messenger: { secret: MESSENGER }, slack: { secret: SLACK, bot: 'hello-world' } },
    })),
);

interface Method {
  readonly HttpMethod: string;
  readonly ResourceId: { readonly Ref: string };
  readonly RequestModels?: object;
  readonly Integration: Readonly<Record<string, unknown>>;
}

interface Behavior {
  readonly PathPattern: string;
  readonly AllowedMethods: readonly string[];
  readonly CachePolicyId: unknown;
  readonly OriginRequestPolicyId: { readonly Ref: string };
  readonly TargetOriginId: string;
}

interface Origin {
  readonly Id: string;
  readonly OriginPath?: string;
  readonly OriginCustomHeaders: readonly { readonly HeaderName: string }[];
}

/** The routes of the API beneath `/channels`, by their paths. */
function routesIn(of: Template): readonly (Method & { readonly path: string })[] {
  const resources = resourcesOf(of, 'AWS::ApiGateway::Resource');
  const pathOf = (id: string): string => {
    const properties = resources[id]?.Properties;
    return properties
      ? `${pathOf((properties['ParentId'] as { Ref: string }).Ref)}/${String(properties['PathPart'])}`
      : '';
  };
  return Object.values(resourcesOf(of, 'AWS::ApiGateway::Method'))
    .map(({ Properties }) => Properties as unknown as Method)
    .map(method => ({ ...method, path: pathOf(method.ResourceId.Ref) }))
    .filter(({ path }) => path.startsWith('/channels'));
}

function distributionOf(of: Template) {
  const { DistributionConfig } = resource(of, 'AWS::CloudFront::Distribution', 'FrontDoor').Properties;
  return DistributionConfig as { readonly CacheBehaviors: readonly Behavior[]; readonly Origins: readonly Origin[] };
}

const behaviorsIn = (of: Template) =>
  distributionOf(of).CacheBehaviors.filter(({ PathPattern }) => PathPattern.startsWith('/channels'));

const toldTo = (of: Template, name: string) =>
  (
    resource(of, 'AWS::Lambda::Function', `Functions${name}`).Properties['Environment'] as {
      Variables: Record<string, unknown>;
    }
  ).Variables;

/** The functions whose roles name this secret, and what they may do with it. */
function readersOf(secretArn: string): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).flatMap(([id, { Properties }]) => {
      const { Statement } = Properties['PolicyDocument'] as { Statement: { Action: unknown; Resource: unknown }[] };
      const found = Statement.filter(({ Resource }) => JSON.stringify(Resource).includes(secretArn));
      return found.length === 0 ? [] : [[id.replace(/RoleDefaultPolicy.*/, ''), found.map(({ Action }) => Action)]];
    }),
  );
}

describe('what a platform sends', () => {
  it('comes in by the routes that there are for it, and by no preflight', () => {
    const routes = routesIn(template).map(({ HttpMethod, path }) => `${HttpMethod} ${path}`);
    expect(routes.sort()).toEqual(CHANNEL_ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('is handed on to the byte: nobody looks at it first, or takes it for anything but text', () => {
    for (const { RequestModels, Integration } of routesIn(template)) {
      expect(RequestModels).toBeUndefined();
      expect(Integration).toMatchObject({ Type: 'AWS_PROXY' });
      expect(Integration).not.toHaveProperty('ContentHandling');
    }
    expect(resource(template, 'AWS::ApiGateway::RestApi', 'Rest').Properties).not.toHaveProperty('BinaryMediaTypes');
  });

  it('has a throttle of its own, of each way in, and is written down as little as anything else', () => {
    const given = {
      ThrottlingRateLimit: 200,
      ThrottlingBurstLimit: 400,
      DataTraceEnabled: false,
      LoggingLevel: 'ERROR',
    };
    const { MethodSettings } = resource(template, 'AWS::ApiGateway::Stage', 'Rest').Properties;
    const settings = MethodSettings as readonly { HttpMethod: string; ResourcePath: string }[];
    expect(
      settings.map(({ HttpMethod, ResourcePath }) => `${HttpMethod} ${ResourcePath.replaceAll('~1', '/')}`),
    ).toEqual(['* /*', ...CHANNEL_ROUTES.map(({ method, path }) => `${method} /${path}`)]);
    for (const each of settings) expect(each).toMatchObject(given);
  });

  it('passes CloudFront with its signature, and on with the secret that shows the way it came', () => {
    expect(behaviorsIn(template).map(({ PathPattern }) => PathPattern)).toEqual(['/channels/*']);
    for (const { AllowedMethods, OriginRequestPolicyId, TargetOriginId, CachePolicyId } of behaviorsIn(template)) {
      expect(AllowedMethods).toContain('POST');
      // AWS's own, which keeps nothing.
      expect(CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
      const { HeadersConfig, QueryStringsConfig } = resourcesOf(template)[OriginRequestPolicyId.Ref]!.Properties[
        'OriginRequestPolicyConfig'
      ] as { HeadersConfig: { Headers: string[] }; QueryStringsConfig: object };
      expect(HeadersConfig.Headers).toEqual(
        expect.arrayContaining([
          'Content-Type',
          'X-Hub-Signature-256',
          'X-Slack-Signature',
          'X-Slack-Request-Timestamp',
          'CloudFront-Viewer-Address',
        ]),
      );
      // Meta's first call says all in the query.
      expect(QueryStringsConfig).toEqual({ QueryStringBehavior: 'all' });
      const origin = distributionOf(template).Origins.find(({ Id }) => Id === TargetOriginId);
      expect(origin?.OriginPath).toBe('/live');
      expect(origin?.OriginCustomHeaders.map(({ HeaderName }) => HeaderName)).toEqual(['X-Origin-Verify']);
    }
  });
});

describe('the secrets of channels', () => {
  it('are read by who hears and who answers, each by its whole name, and by nobody else', () => {
    for (const arn of [MESSENGER, SLACK])
      expect(readersOf(arn)).toEqual({
        FunctionsAnswer: ['secretsmanager:GetSecretValue'],
        FunctionsRest: ['secretsmanager:GetSecretValue'],
      });
  });

  it('are told to functions by their names, with the bot that answers', () => {
    for (const name of ['Rest', 'Answer'])
      expect(toldTo(template, name)).toMatchObject({
        MESSENGER_SECRET_ID: MESSENGER,
        SLACK_SECRET_ID: SLACK,
        SLACK_BOT: 'hello-world',
      });
    expect(toldTo(template, 'Rest')).not.toHaveProperty('MESSENGER_BOT');
  });

  it('are of a bot that there is', () => {
    expect(() => synthesise({ channels: { slack: { secret: SLACK, bot: 'banking' } } })).toThrow(
      'the bot of slack is banking: it should be one of hello-world',
    );
  });
});

it('tells what to give Meta and Slack to call', () => {
  for (const [output, path] of [
    ['MessengerUrl', '/channels/messenger'],
    ['SlackUrl', '/channels/slack'],
  ] as const) {
    const [{ Value }] = Object.values(template.findOutputs(output)) as [{ Value: { 'Fn::Join': [string, unknown[]] } }];
    expect(Value['Fn::Join'][1]).toEqual([
      'https://',
      { 'Fn::GetAtt': ['FrontDoorDistribution20F29BA2', 'DomainName'] },
      path,
    ]);
  }
});

it('wakes somebody when a token is no good any more, by the log of whoever speaks to the platforms [R48]', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'ChannelNeedsOperator', Threshold: 1 });
  const filters = Object.values(resourcesOf(template, 'AWS::Logs::MetricFilter')).filter(({ Properties }) =>
    String(Properties['FilterPattern']).includes('slack'),
  );
  expect(
    filters.map(({ Properties }) => (Properties['LogGroupName'] as { Ref: string }).Ref.replace(/Log\w+$/, '')),
  ).toEqual(['FunctionsRest', 'FunctionsAnswer']);
  for (const { Properties } of filters)
    expect(Properties['FilterPattern']).toBe(
      '{ ($.fault.cure = "operator") && (($.fault.service = "messenger") || ($.fault.service = "slack") || ($.fault.service = "secrets")) }',
    );
});

describe('a deployment without channels', () => {
  it('has no way in for them, and functions hear nothing of them', () => {
    const plain = synthesise();
    expect(routesIn(plain)).toEqual([]);
    expect(Object.keys(toldTo(plain, 'Rest')).filter(name => name in CHANNEL_OPTIONS)).toEqual([]);
    expect([plain.findOutputs('MessengerUrl'), plain.findOutputs('SlackUrl')]).toEqual([{}, {}]);
    expect(JSON.stringify(plain.toJSON())).not.toContain('ChannelNeedsOperator');
  });

  it('says so as the laptop does, by the API and not by the bucket of the pages', () => {
    const plain = synthesise();
    const [behavior] = behaviorsIn(plain);
    const origin = distributionOf(plain).Origins.find(({ Id }) => Id === behavior?.TargetOriginId);
    expect(origin?.OriginPath).toBe('/live');
    plain.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
      StatusCode: '404',
    });
  });

  it('has but the one that is wanted', () => {
    const slack = synthesise({ channels: { slack: { secret: SLACK } } });
    expect(routesIn(slack).map(({ HttpMethod, path }) => `${HttpMethod} ${path}`)).toEqual(['POST /channels/slack']);
    expect(toldTo(slack, 'Rest')).not.toHaveProperty('MESSENGER_SECRET_ID');
  });
});
