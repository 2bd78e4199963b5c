import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { checkEnvironmentSize } from './environment-size.ts';

/** Lambda gives of a processor in proportion to memory, and a whole one for 1,769 MB: this is more than half of one, for starts that work hard. */
export const FUNCTION_MEMORY_MB = 1_024;

export interface ServiceFunctionProps {
  /** The folder of the bundle, which holds `index.mjs` with its `handler`. */
  readonly bundle: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetention: RetentionDays;
  /** @default - given by CloudFormation */
  readonly functionName?: string;
  /** How many calls may run at once, which are then taken from what the rest of the account has. @default - as many as come */
  readonly reservedConcurrency?: number;
  /**
   * Where calls are noted for whose end nobody waited, and that failed. Holds the event and the message of the error: less than a
   * destination would, which also gets the stack.
   * @default - nowhere
   */
  readonly deadLetterQueue?: IQueue;
}

/**
 * A Lambda function as all of the service are: the bundle that the laptop runs too, on the cheaper processor, with its own log
 * that ends, and a role that may at first do nothing but write it.
 */
export class ServiceFunction extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const {
      bundle,
      description,
      timeout,
      environment,
      logRetention,
      functionName,
      reservedConcurrency,
      deadLetterQueue,
    } = props;
    if (!existsSync(bundle)) throw new Error(`${bundle} is missing: npm run build makes it`);

    const logGroup = new LogGroup(this, 'Log', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    // A role of its own instead of AWS's managed policy, which may write any log of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);

    // Stacks in the log name our files and lines instead of places in a bundle.
    const variables = { ...environment, NODE_OPTIONS: '--enable-source-maps' };
    checkEnvironmentSize(this, variables);
    this.function = new Function(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundle),
      description,
      memorySize: FUNCTION_MEMORY_MB,
      timeout,
      environment: variables,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      ...(functionName !== undefined && { functionName }),
      ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
      ...(deadLetterQueue && { deadLetterQueue }),
    });
  }
}

/** Where what `npm run build` makes is: of the workspaces here, and inside of the published package. */
export function built(workspacePath: string, packagedPath: string): string {
  const [packaged, workspace] = [`./${packagedPath}`, `../../${workspacePath}`].map(path =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return existsSync(packaged!) ? packaged! : workspace!;
}
