import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CustomResource, Duration, RemovalPolicy, Stage } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { built, ServiceFunction } from './service-function.ts';

/** The most that Lambda allows: a bucket that visitors have filled takes its time to empty. */
export const PUBLISHER_TIMEOUT = Duration.minutes(15);

export interface SiteFilesProps {
  /** Whether the demo's pages are put there too. */
  readonly demo: boolean;
  readonly logRetention: RetentionDays;
}

/** The widget as `npm run build` made it. */
export interface WidgetBuild {
  /**
   * Where it lies for ever: the version and a digest of what it is, such as `1.2.3-0a1b2c3d4e`. By the version alone, a build that nobody gave a new
   * one would take the place of another that browsers keep and pages name with its integrity.
   */
  readonly release: string;
  /** What a script tag says of `lex-chat.js`, so that a browser runs no other: `sha256-…`. */
  readonly integrity: string;
}

/**
 * The bucket of the widget's files, private to the distribution in front, and what puts them there: under `/v1/`, which follows the
 * releases, and under the release, where they never change. Those of former releases stay as long as the stack does, since
 * pages name them with their integrity.
 */
export class SiteFiles extends Construct {
  readonly bucket: Bucket;
  readonly widget: WidgetBuild;
  /** Puts files into buckets, and empties them. */
  readonly publisher: Function;

  constructor(scope: Construct, id: string, { demo, logRetention }: SiteFilesProps) {
    super(scope, id);
    this.widget = readWidget();
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      // Holds nothing but copies; the publisher empties it first.
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // Its bundle holds the files themselves, so that nothing has to be unpacked, and nothing else need be readable to it.
    const folder = stage(demo, resolve(Stage.of(this)!.assetOutdir, `files-${this.node.addr}`));
    const publisher = new ServiceFunction(this, 'Publisher', {
      bundle: folder,
      description: 'Puts the files of the chat widget into their bucket',
      timeout: PUBLISHER_TIMEOUT,
      environment: {},
      logRetention,
    }).function;
    this.publisher = publisher;
    Grant.addToPrincipal({
      grantee: publisher,
      actions: ['s3:PutObject', 's3:DeleteObject'],
      resourceArns: [this.bucket.arnForObjects('*')],
    });
    Grant.addToPrincipal({ grantee: publisher, actions: ['s3:ListBucket'], resourceArns: [this.bucket.bucketArn] });

    const published = new CustomResource(this, 'Published', {
      serviceToken: publisher.functionArn,
      serviceTimeout: PUBLISHER_TIMEOUT.plus(Duration.minutes(1)),
      resourceType: 'Custom::LexChatFiles',
      properties: { Bucket: this.bucket.bucketName, Version: this.widget.release, Files: hashOf(folder) },
    });
    // Permissions first, and gone last: the bucket has to be emptied before it can be deleted.
    published.node.addDependency(publisher.role!, this.bucket);
  }
}

const WIDGET = { workspace: 'widget/dist', packaged: 'widget' };

function readWidget(): WidgetBuild {
  const folder = built(WIDGET.workspace, WIDGET.packaged);
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`${folder} is missing: npm run build makes it`);
  const { version } = JSON.parse(readFileSync(built('widget/package.json', 'widget.json'), 'utf8')) as {
    version: string;
  };
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  const integrity = manifest['lex-chat.js']!;
  return { release: releaseOf(version, integrity), integrity };
}

/** By the loader's integrity alone: it names the digests of all other files, so that its own is that of the whole. */
export function releaseOf(version: string, integrity: string): string {
  const digest = Buffer.from(integrity.slice(integrity.indexOf('-') + 1), 'base64').toString('hex');
  return `${version}-${digest.slice(0, 10)}`;
}

/** Puts together in `folder`, which is emptied first, what the publisher takes along. */
function stage(demo: boolean, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  cpSync(built('infra/dist/publisher', 'publisher'), folder, { recursive: true });
  cpSync(built(WIDGET.workspace, WIDGET.packaged), join(folder, 'files', 'widget'), { recursive: true });
  if (demo) cpSync(built('demo/site', 'site'), join(folder, 'files', 'pages'), { recursive: true });
  return folder;
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    hash.update(file.slice(folder.length)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
