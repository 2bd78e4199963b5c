import { CustomResource, Duration, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import {
  DAYS_LEFT_TAG,
  FILE_ACCESS,
  FILE_DAYS,
  FILE_PREFIXES,
  type FilePrefix,
} from '@lex-chat/backend/functions/file-access';
import type { FunctionName } from '@lex-chat/backend/functions/routes';
import { Construct } from 'constructs';
import { PUBLISHER_TIMEOUT } from './site-files.ts';

/** S3 takes 63 characters, of which an account and the longest region's name take 28 with what stands between. */
const SCOPE_MAX_LENGTH = 28;

/**
 * The bucket of what visitors attach: private, encrypted, and rid of each file at its time. Browsers of the listed sites put files there by
 * signed forms, and read nothing. What is in it goes with the stack. Its construct path is part of our contract.
 */
export class VisitorFiles extends Construct {
  readonly bucketName: string;
  /** Where browsers send files: what a page's `connect-src` has to list. */
  readonly origin: string;
  #bucket: Bucket | undefined;
  #emptied: CustomResource | undefined;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { account, region, urlSuffix } = Stack.of(this);
    const name = Names.uniqueResourceName(this, { maxLength: SCOPE_MAX_LENGTH, separator: '-' }).toLowerCase();
    // Known before there is a bucket: the pages in front name it in their policy, and it names their address in its rule.
    this.bucketName = `${name}-${account}-${region}`;
    this.origin = `https://${this.bucketName}.s3.${region}.${urlSuffix}`;
  }

  /** Makes the bucket. Pages of these exact origins may bring files. */
  open(origins: readonly string[]): Bucket {
    this.#bucket = new Bucket(this, 'Bucket', {
      bucketName: this.bucketName,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      ...(origins.length > 0 && {
        cors: [{ allowedOrigins: [...origins], allowedMethods: [HttpMethods.POST], allowedHeaders: [] }],
      }),
      lifecycleRules: [
        // Never looked into: the form was left, or the page.
        { prefix: FILE_PREFIXES.brought, expiration: Duration.days(1) },
        { prefix: FILE_PREFIXES.kept, expiration: Duration.days(FILE_DAYS) },
        // Moved with their conversation, files keep what was left of their time. Of two rules the shorter holds.
        ...Array.from({ length: FILE_DAYS - 1 }, (_, i) => ({
          prefix: FILE_PREFIXES.kept,
          tagFilters: { [DAYS_LEFT_TAG]: String(i + 1) },
          expiration: Duration.days(i + 1),
        })),
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return this.#bucket;
  }

  /**
   * Has the publisher empty the bucket before it is deleted: CloudFormation deletes no other. By a policy of its own, since a statement among the
   * publisher's others would be gone before, where the files are switched off and the publisher stays.
   */
  emptyBy(publisher: Function): void {
    const bucket = this.#opened();
    const policy = allow(this, 'MayEmpty', publisher, [
      [['DeleteObject'], bucket.arnForObjects('*')],
      [['ListBucket'], bucket.bucketArn],
    ]);
    this.#emptied = new CustomResource(this, 'Emptied', {
      serviceToken: publisher.functionArn,
      serviceTimeout: PUBLISHER_TIMEOUT.plus(Duration.minutes(1)),
      resourceType: 'Custom::LexChatEmptied',
      properties: { Bucket: bucket.bucketName },
    });
    this.#emptied.node.addDependency(bucket, policy);
  }

  /**
   * Lets each function do with files what it does with them. After `emptyBy`: what is made last goes first, and with these rights go the forms
   * that were signed by them, so that no file comes into the bucket while it is emptied.
   */
  grant(functions: Readonly<Partial<Record<FunctionName, Function>>>): void {
    const bucket = this.#opened();
    if (!this.#emptied) throw new Error('who empties the bucket is told first');
    for (const [name, grantee] of Object.entries(functions)) {
      const access = FILE_ACCESS[name as FunctionName];
      if (!access) continue;
      const policy = allow(this, `May${name[0]!.toUpperCase()}${name.slice(1)}`, grantee, [
        ...Object.entries(access).map(([prefix, operations]): Allowed => {
          const keys = `${FILE_PREFIXES[prefix as FilePrefix]}*`;
          return [operations, bucket.arnForObjects(keys)];
        }),
        // Without it S3 says of what is not there that it is forbidden.
        [['ListBucket'], bucket.bucketArn],
      ]);
      policy.node.addDependency(this.#emptied);
    }
  }

  #opened(): Bucket {
    if (!this.#bucket) throw new Error('the bucket is opened first');
    return this.#bucket;
  }
}

type Allowed = readonly [operations: readonly string[], resourceArn: string];

/** A policy that comes and goes by itself. */
function allow(scope: Construct, id: string, { role }: Function, allowed: readonly Allowed[]): Policy {
  return new Policy(scope, id, {
    roles: role ? [role] : [],
    statements: allowed.map(
      ([operations, resourceArn]) =>
        new PolicyStatement({ actions: operations.map(operation => `s3:${operation}`), resources: [resourceArn] }),
    ),
  });
}
