import { describe, expect, it, beforeAll } from 'vitest';
import { Lazy } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import type { LexChatProps } from './lex-chat-props.ts';
import { Model } from './model.ts';
import { createStack, resource, resourcesOf, synthesise, type Resource } from './fixtures/stack-fixture.ts';

let template: Template;
let bucket: Resource;
beforeAll(() => {
  template = synthesise({ allowedOrigins: ['https://a.example', 'https://b.example'] });
  bucket = resource(template, 'AWS::S3::Bucket', 'VisitorFiles');
});

const idsOf = (of: Template, type: string) => Object.keys(resourcesOf(of, type));
const isOfFiles = (text: string) => text.includes('VisitorFilesBucket');
const dependenciesOf = (of: Template, id: string) =>
  (resourcesOf(of)[id] as Resource & { readonly DependsOn?: readonly string[] }).DependsOn ?? [];
/** What a policy allows, each statement as JSON. */
const allowedIn = (of: Template, id: string) =>
  (resourcesOf(of)[id]!.Properties['PolicyDocument'] as { Statement: object[] }).Statement.map(each =>
    JSON.stringify(each),
  );

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
      Rules: readonly {
        readonly Prefix?: string;
        readonly ExpirationInDays?: number;
        readonly TagFilters?: readonly { readonly Key: string; readonly Value: string }[];
      }[];
    };
    const [whole, moved] = [rules.filter(each => !each.TagFilters), rules.filter(each => each.TagFilters)];
    expect(whole.flatMap(({ Prefix, ExpirationInDays }) => (Prefix ? [[Prefix, ExpirationInDays]] : []))).toEqual([
      ['brought/', 1],
      ['kept/', 31],
    ]);
    // One for each day that may be left of a file that moved with its conversation.
    expect(moved).toHaveLength(30);
    for (const { Prefix, ExpirationInDays, TagFilters } of moved) {
      expect(Prefix).toBe('kept/');
      expect(TagFilters).toEqual([{ Key: 'days-left', Value: String(ExpirationInDays) }]);
    }
  });

  it('goes with the stack, emptied by who may for so long, once nobody can put anything there any more', () => {
    expect(bucket.DeletionPolicy).toBe('Delete');
    const [emptied] = idsOf(template, 'Custom::LexChatEmptied');
    const policies = idsOf(template, 'AWS::IAM::Policy').filter(id => allowedIn(template, id).some(isOfFiles));
    // What depends on another thing is made after it, and deleted before it.
    const [emptying, ...using] = policies.sort((one, other) => Number(needs(one)) - Number(needs(other)));
    expect([needs(emptying!), using.map(needs)]).toEqual([false, [true, true, true]]);
    expect(dependenciesOf(template, emptied!)).toEqual(
      expect.arrayContaining([emptying, ...idsOf(template, 'AWS::S3::Bucket').filter(isOfFiles)]),
    );
    function needs(policy: string): boolean {
      return dependenciesOf(template, policy).includes(emptied!);
    }
    const publisher = resource(template, 'AWS::Lambda::Function', 'FilesPublisher').Properties;
    expect(publisher['Timeout']).toBe(900);
    expect(resource(template, 'Custom::LexChatEmptied', '').Properties['ServiceTimeout']).toBe('960');
  });

  it('goes as well where it is switched off: what the publisher stays with has nothing to do with it', () => {
    const without = synthesise({ allowedOrigins: ['https://a.example', 'https://b.example'], uploads: false });
    const [role] = idsOf(template, 'AWS::IAM::Role').filter(id => id.startsWith('FilesPublisher'));
    const policiesOf = (of: Template) =>
      Object.entries(resourcesOf(of, 'AWS::IAM::Policy')).filter(([, { Properties }]) =>
        JSON.stringify(Properties['Roles']).includes(role!),
      );
    const [before, after] = [policiesOf(template), policiesOf(without)];
    // CloudFormation changes what stays before it deletes what is gone, and deletes in the order above.
    expect(after).toHaveLength(1);
    expect(before.filter(([id]) => after.some(([other]) => other === id))).toEqual(after);
    expect(before).toHaveLength(2);
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

describe('what may be attached', () => {
  const OPENAI = Model.openAi('gpt-5-mini', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf');
  const SERVER = Model.openAiCompatible(Lazy.string({ produce: () => 'https://m.example.com/v1' }), { model: 'x' });
  const offering = (model: Model) => ({ models: { other: { label: 'Another', model } } });

  it('is told functions as it is given', () => {
    for (const props of [{ model: OPENAI }, { model: SERVER }, offering(SERVER)]) {
      const told = resource(
        synthesise({ ...props, uploadTypes: ['png', 'csv'] }),
        'AWS::Lambda::Function',
        'FunctionsRest',
      );
      expect(JSON.stringify(told.Properties['Environment'])).toContain('"UPLOAD_TYPES":"png,csv"');
    }
  });

  it('stops before anything is made where functions would not start with it', () => {
    for (const [props, words] of [
      [{ model: OPENAI, uploadTypes: ['docx'] }, 'UPLOAD_TYPES names docx, which cannot be shown to openai:gpt-5-mini'],
      [{ model: SERVER, uploadTypes: ['pdf'] }, 'UPLOAD_TYPES names pdf'],
      [{ ...offering(OPENAI), uploadTypes: ['docx'] }, 'UPLOAD_TYPES names docx, which cannot be shown to openai:'],
      [{ uploadTypes: ['exe' as 'pdf'] }, 'UPLOAD_TYPES names exe: there are pdf, txt'],
      [{ uploadTypes: [] }, 'uploadTypes is empty: leave it out, or let uploads be false'],
      [{ uploads: false, uploadTypes: ['pdf'] }, 'uploadTypes is pdf: nothing can be attached'],
    ] satisfies [Partial<LexChatProps>, string][])
      expect(() => createStack(props)).toThrow(words);
  });
});

describe('what a role may do with visitors’ files [R47]', () => {
  /** By the function: `GetObject kept/*`. */
  function rights(): Readonly<Record<string, readonly string[]>> {
    const found: Record<string, string[]> = {};
    for (const [id, { Properties }] of Object.entries(resourcesOf(template, 'AWS::IAM::Policy'))) {
      if (!allowedIn(template, id).some(isOfFiles)) continue;
      const { Roles, PolicyDocument } = Properties as {
        Roles: readonly { Ref: string }[];
        PolicyDocument: { Statement: readonly { Effect: string; Action: string | string[]; Resource: unknown }[] };
      };
      const told = PolicyDocument.Statement.flatMap(({ Effect, Action, Resource }) => {
        const { 'Fn::Join': [, [, keys]] = ['', []] } = Resource as { 'Fn::Join'?: [string, unknown[]] };
        const where = typeof keys === 'string' ? keys : 'the bucket';
        return [Action].flat().map(action => `${Effect} ${action} ${where}`);
      });
      for (const { Ref } of Roles) {
        const name = /^(?:Functions|Files)(\w+?)Role/.exec(Ref)![1]!;
        found[name] = [...(found[name] ?? []), ...told].sort();
      }
    }
    return found;
  }

  it('is to read what is kept, but for who takes files in and who empties the bucket', () => {
    expect(rights()).toEqual({
      Answer: ['Allow s3:GetObject /kept/*', 'Allow s3:ListBucket the bucket'],
      Chat: ['Allow s3:GetObject /kept/*', 'Allow s3:ListBucket the bucket'],
      Rest: [
        'Allow s3:DeleteObject /brought/*',
        'Allow s3:DeleteObject /kept/*',
        'Allow s3:GetObject /brought/*',
        'Allow s3:GetObject /kept/*',
        'Allow s3:ListBucket the bucket',
        'Allow s3:PutObject /brought/*',
        'Allow s3:PutObject /kept/*',
        'Allow s3:PutObjectTagging /kept/*',
      ],
      Publisher: ['Allow s3:DeleteObject /*', 'Allow s3:ListBucket the bucket'],
    });
  });
});
