import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';

/** What API Gateway checks that its role may do, of all logs: those of later APIs are written by it as well. */
const ACTIONS = [
  'CreateLogGroup',
  'CreateLogStream',
  'DescribeLogGroups',
  'DescribeLogStreams',
  'FilterLogEvents',
  'GetLogEvents',
  'PutLogEvents',
];

/**
 * The role by which API Gateway writes logs: one for all APIs of an account in a region. It stays when the stack goes, since other
 * APIs may have come to rely on it.
 */
export class LoggingRole extends Construct {
  readonly #account: CfnAccount;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      inlinePolicies: {
        logs: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ACTIONS.map(action => `logs:${action}`), resources: ['*'] })],
        }),
      },
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.#account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn });
    this.#account.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /** Stages with logs cannot be made before there is a role. */
  precede(...apis: readonly IConstruct[]): void {
    for (const api of apis) api.node.addDependency(this.#account);
  }
}
