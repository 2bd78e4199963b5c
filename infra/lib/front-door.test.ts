import type { Template } from 'aws-cdk-lib/assertions';
import { CachePolicy } from 'aws-cdk-lib/aws-cloudfront';
import { CHANNEL_ROUTES, REST_ROUTES } from '@lex-chat/backend/functions/routes';
import { beforeAll, describe, expect, it } from 'vitest';
import { resource, resourcesOf, synthesise } from './fixtures/stack-fixture.ts';

interface Behavior {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly ViewerProtocolPolicy: string;
  readonly Compress: boolean;
  readonly CachePolicyId: unknown;
  readonly OriginRequestPolicyId?: { readonly Ref: string };
  readonly ResponseHeadersPolicyId: { readonly Ref: string };
}

interface Origin {
  readonly Id: string;
  readonly OriginPath?: string;
  readonly DomainName: unknown;
  readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: unknown }[];
  readonly OriginAccessControlId?: unknown;
  readonly CustomOriginConfig?: { readonly OriginProtocolPolicy: string; readonly OriginReadTimeout?: number };
}

interface DistributionConfig {
  readonly CacheBehaviors: readonly Behavior[];
  readonly DefaultCacheBehavior: Behavior;
  readonly Origins: readonly Origin[];
  readonly CustomErrorResponses: readonly { readonly ErrorCode: number; readonly ErrorCachingMinTTL: number }[];
}

let template: Template;
let config: DistributionConfig;
beforeAll(() => {
  template = synthesise();
  config = resource(template, 'AWS::CloudFront::Distribution', 'FrontDoor').Properties[
    'DistributionConfig'
  ] as DistributionConfig;
});

/** What CloudFront does with a path: the first pattern that fits. */
function behaviorOf(path: string): Behavior {
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(path);
  return config.CacheBehaviors.find(({ PathPattern = '' }) => fits(PathPattern)) ?? config.DefaultCacheBehavior;
}

const originOf = (path: string) => config.Origins.find(({ Id }) => Id === behaviorOf(path).TargetOriginId)!;
const headersTo = (path: string) => {
  const policy = resourcesOf(template)[behaviorOf(path).OriginRequestPolicyId!.Ref]!.Properties;
  return (policy['OriginRequestPolicyConfig'] as { HeadersConfig: { HeaderBehavior: string; Headers: string[] } })
    .HeadersConfig;
};

describe('one address', () => {
  for (const { path } of REST_ROUTES) {
    it(`leads ${path} to the API, uncompressed, with the secret that shows the way it came`, () => {
      const request = path.replace(/{\w+}/, '0198c0de-0000-7000-8000-000000000001');
      expect(behaviorOf(request)).toMatchObject({ ViewerProtocolPolicy: 'https-only', Compress: false });
      const origin = originOf(request);
      expect(origin.OriginPath).toBe('/live');
      expect(origin.OriginCustomHeaders?.[0]?.HeaderName).toBe('X-Origin-Verify');
      expect(JSON.stringify(origin.OriginCustomHeaders?.[0]?.HeaderValue)).toContain('{{resolve:secretsmanager:');
      // Longer than the ten seconds between comments in a stream of events.
      expect(origin.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginReadTimeout: 60 });
    });
  }

  it('leads /socket to the stage of that name, which is where API Gateway opens sockets', () => {
    const { OriginPath, DomainName, OriginCustomHeaders } = originOf('/socket');
    expect(OriginPath).toBeUndefined();
    expect(JSON.stringify(DomainName)).toContain('SocketsApi');
    expect(OriginCustomHeaders?.[0]?.HeaderName).toBe('X-Origin-Verify');
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', { StageName: 'socket' });
  });

  it('leads nobody to the callbacks of open sockets', () => {
    expect(originOf('/socket/@connections/x').OriginAccessControlId).toBeDefined();
  });

  it('leads the widget and the pages to their bucket, each with headers of their own', () => {
    const [alias, version, page, art] = [
      '/v1/lex-chat.js',
      '/1.2.3-0a1b2c3d4e/assets/door-x.js',
      '/',
      '/art/shop.svg',
    ].map(behaviorOf);
    expect(originOf('/').OriginAccessControlId).toBeDefined();
    expect(alias!.ResponseHeadersPolicyId.Ref).toMatch(/WidgetHeaders/);
    expect(version!.ResponseHeadersPolicyId.Ref).toMatch(/WidgetHeaders/);
    expect(page!.ResponseHeadersPolicyId.Ref).toMatch(/PageHeaders/);
    expect(art!.ResponseHeadersPolicyId.Ref).toMatch(/PageHeaders/);
  });
});

it('has every answer come over TLS alone and be what it says it is, and pages do nothing but their own', () => {
  const policyOf = (path: string) =>
    (
      resourcesOf(template)[behaviorOf(path).ResponseHeadersPolicyId.Ref]!.Properties[
        'ResponseHeadersPolicyConfig'
      ] as {
        SecurityHeadersConfig: {
          StrictTransportSecurity: { AccessControlMaxAgeSec: number };
          ContentTypeOptions: object;
          ContentSecurityPolicy?: { ContentSecurityPolicy: unknown };
        };
      }
    ).SecurityHeadersConfig;
  for (const path of ['/', '/v1/lex-chat.js', '/chat', '/socket']) {
    expect(policyOf(path).StrictTransportSecurity.AccessControlMaxAgeSec, path).toBeGreaterThanOrEqual(31_536_000);
    expect(policyOf(path), path).toHaveProperty('ContentTypeOptions');
  }
  // A join: the name of the bucket for files is known on deploy.
  const policy = JSON.stringify(policyOf('/').ContentSecurityPolicy?.ContentSecurityPolicy);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe-');
});

it('tells both APIs the visitor’s address, and not the name by which CloudFront was asked', () => {
  for (const path of ['/chat', '/socket']) {
    const { HeaderBehavior, Headers } = headersTo(path);
    expect(HeaderBehavior).toBe('whitelist');
    expect(Headers).toContain('CloudFront-Viewer-Address');
    expect(Headers).toContain('Origin');
    expect(Headers.map(name => name.toLowerCase())).not.toContain('host');
    // As many as CloudFront takes.
    expect(Headers.length).toBeLessThanOrEqual(10);
  }
  expect(headersTo('/socket').Headers).toContain('Sec-WebSocket-Protocol');
});

it('passes Authorization, and keeps nothing that does not ask for it', () => {
  template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
    CachePolicyConfig: {
      MinTTL: 0,
      DefaultTTL: 0,
      ParametersInCacheKeyAndForwardedToOrigin: { HeadersConfig: { Headers: ['Authorization'] } },
    },
  });
});

it('keeps no error, not for a second, on whatever route', () => {
  // They are of the distribution, by which all routes go: none is told otherwise by a policy that keeps what does not ask for it.
  const keeping = [...REST_ROUTES, ...CHANNEL_ROUTES, { path: '/socket' }].filter(({ path }) => {
    const { CachePolicyId } = behaviorOf(path.replace(/{\w+}/, 'x'));
    if (typeof CachePolicyId === 'string') return CachePolicyId !== CachePolicy.CACHING_DISABLED.cachePolicyId;
    const { CachePolicyConfig } = resourcesOf(template)[(CachePolicyId as { Ref: string }).Ref]!.Properties;
    return (CachePolicyConfig as { DefaultTTL: number }).DefaultTTL !== 0;
  });
  expect(keeping).toEqual([]);
  const codes = config.CustomErrorResponses;
  expect(codes.map(({ ErrorCode }) => ErrorCode)).toEqual([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]);
  expect(codes.filter(({ ErrorCachingMinTTL }) => ErrorCachingMinTTL !== 0)).toEqual([]);
});

it('lets the listed sites, to the letter, read refusals of whoever refuses', () => {
  const { Ref } = behaviorOf('/chat').ResponseHeadersPolicyId;
  expect(resourcesOf(template)[Ref]!.Properties).toMatchObject({
    ResponseHeadersPolicyConfig: {
      CorsConfig: { AccessControlAllowOrigins: { Items: ['https://www.example.com'] }, OriginOverride: false },
    },
  });
});

it('has the files of nobody but CloudFront read, over TLS', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  });
  const { Properties } = resource(template, 'AWS::S3::BucketPolicy', 'Files');
  expect(JSON.stringify(Properties)).toContain('"aws:SecureTransport":"false"');
  expect(JSON.stringify(Properties)).toContain('"AWS:SourceArn"');
});

it('sends another version of the secret along where one is named, which CloudFormation would not look for by itself', () => {
  const versionId = '01234567-89ab-cdef-0123-456789abcdef';
  const changed = resource(synthesise({ originSecretVersion: versionId }), 'AWS::CloudFront::Distribution', 'FrontDoor')
    .Properties['DistributionConfig'] as DistributionConfig;
  const sent = changed.Origins.flatMap(({ OriginCustomHeaders = [] }) => OriginCustomHeaders);
  expect(sent).toHaveLength(2);
  for (const { HeaderValue } of sent) expect(JSON.stringify(HeaderValue)).toContain(`:SecretString:::${versionId}}}`);
});

it('tells what DNS has to point to, and which secrets there are', () => {
  template.hasOutput('DistributionDomain', {
    Value: { 'Fn::GetAtt': ['FrontDoorDistribution20F29BA2', 'DomainName'] },
  });
  template.hasOutput('OriginSecretArn', { Value: { Ref: 'OriginSecret5DDC59F1' } });
  expect(template.findOutputs('SiteSecretArn')).toEqual({});
  const signed = synthesise({ site: { id: 'shop', visitors: 'signed' } });
  expect(Object.keys(signed.findOutputs('SiteSecretArn'))).toHaveLength(1);
  signed.hasOutput('SiteId', { Value: 'shop' });
  // It would be refused.
  expect([Object.keys(template.findOutputs('Curl')).length, signed.findOutputs('Curl')]).toEqual([1, {}]);
});

it('goes by a name of one’s own where there is one', () => {
  const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/x';
  const own = synthesise({ domain: { name: 'chat.example.com', certificateArn } });
  own.hasOutput('SocketUrl', { Value: 'wss://chat.example.com/socket' });
  own.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: { ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' } },
  });
});

describe('what an account has once for all its regions', () => {
  /** The names of what CloudFront keeps, which no two of an account may share. */
  const names = (region: string) => {
    const deployed = synthesise({ env: { account: '123456789012', region } });
    return Object.values(resourcesOf(deployed))
      .filter(({ Type }) => Type.startsWith('AWS::CloudFront::') && Type !== 'AWS::CloudFront::Distribution')
      .map(({ Properties }) => (Object.values(Properties)[0] as { Name: unknown }).Name);
  };

  it('has a name with the region, so that the chat can be in two', () => {
    const [seoul, virginia] = [names('ap-northeast-2'), names('us-east-1')];
    expect(seoul).toHaveLength(8);
    expect(seoul.filter(name => virginia.includes(name))).toEqual([]);
    expect(new Set(seoul).size).toBe(8);
    for (const name of seoul) expect(name).toMatch(/^[\w-]{1,64}$/);
  });
});
