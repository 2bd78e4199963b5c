import { describe, expect, it, beforeAll } from 'vitest';
import type { Template } from 'aws-cdk-lib/assertions';
import { resource, resourcesOf, synthesise, type Resource } from './stack-fixture.ts';

let template: Template;
let bucket: Resource;
beforeAll(() => {
  template = synthesise({ allowedOrigins: ['https://a.example', 'https://b.example'] });
  bucket = resource(template, 'AWS::S3::Bucket', 'VisitorFiles');
});

describe('the bucket of visitors’ files', () => {
  it('is closed to the public, encrypted, and reached over TLS alone', () => {
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    const policy = JSON.stringify(resource(template, 'AWS::S3::BucketPolicy', 'VisitorFiles').Properties);
    expect(policy).toContain('"aws:SecureTransport":"false"');
    expect(policy).not.toContain('"Allow"');
  });

  it('lets pages of the listed sites bring files, and do nothing else', () => {
    const { CorsRules: rules } = bucket.Properties['CorsConfiguration'] as {
      CorsRules: readonly { readonly AllowedOrigins: readonly unknown[]; readonly AllowedMethods: readonly string[] }[];
    };
    expect(rules).toHaveLength(1);
    expect(rules[0]!.AllowedMethods).toEqual(['POST']);
    expect(rules[0]!.AllowedOrigins.slice(0, 2)).toEqual(['https://a.example', 'https://b.example']);
    // The third is the demo's own address.
    expect(rules[0]!.AllowedOrigins).toHaveLength(3);
    const alone = resource(
      synthesise({ allowedOrigins: ['https://a.example'], demo: false }),
      'AWS::S3::Bucket',
      'VisitorFiles',
    );
    expect(JSON.stringify(alone.Properties['CorsConfiguration'])).toContain('"AllowedOrigins":["https://a.example"]');
  });

  it('rids itself of files: of those that were not looked into in a day, of others as of what was said', () => {
    const { Rules: rules } = bucket.Properties['LifecycleConfiguration'] as {
      Rules: readonly { readonly Prefix?: string; readonly ExpirationInDays?: number }[];
    };
    expect(rules.flatMap(({ Prefix, ExpirationInDays }) => (Prefix ? [[Prefix, ExpirationInDays]] : []))).toEqual([
      ['brought/', 1],
      ['kept/', 31],
    ]);
  });

  it('goes with the stack, emptied before', () => {
    expect(bucket.DeletionPolicy).toBe('Delete');
    const emptied = resourcesOf(template, 'Custom::LexChatEmptied');
    expect(Object.keys(emptied)).toHaveLength(1);
  });

  it('is known to functions by its name, and to the policy of the demo’s pages by its address', () => {
    const name = JSON.stringify(bucket.Properties['BucketName']);
    const variables = resource(template, 'AWS::Lambda::Function', 'FunctionsRest').Properties['Environment'];
    expect(JSON.stringify(variables)).toContain(`"UPLOADS_BUCKET":${name}`);
    const policies = JSON.stringify(resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy'));
    expect(policies).toMatch(/connect-src 'self' https:\/\/[a-z0-9-]+-/);
    expect(Object.keys(template.findOutputs('UploadOrigin'))).toHaveLength(1);
  });
});

it('is not there where nothing may be attached', () => {
  const without = synthesise({ uploads: false });
  expect(Object.keys(resourcesOf(without, 'AWS::S3::Bucket')).filter(id => id.startsWith('VisitorFiles'))).toEqual([]);
  expect(JSON.stringify(without.toJSON())).not.toMatch(/UPLOADS_BUCKET|Custom::LexChatEmptied/);
  expect(JSON.stringify(resourcesOf(without, 'AWS::CloudFront::ResponseHeadersPolicy'))).toContain(
    "connect-src 'self';",
  );
});
