import { Stack, type App, type Environment } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** Requests of one address within five minutes: a person who types fast makes a tenth of it. */
const REQUESTS_MAX = 2_000;

/**
 * What turns strangers away before they cost anything: addresses that ask too often, and those that are known for it. It sees
 * requests and the opening of sockets, never what is said on them. CloudFront looks for it in us-east-1, hence a stack of its own.
 */
export class WebAclStack extends Stack {
  readonly webAclArn: string;

  /** At `signedPaths`, platforms speak for many people from few addresses, and the service knows them by their signatures. */
  constructor(app: App, id: string, { account, region }: Environment, signedPaths: readonly string[] = []) {
    super(app, id, {
      env: { account, region: 'us-east-1' },
      crossRegionReferences: region !== 'us-east-1',
      description: 'lex-chat: what stands in front of it',
    });
    const metrics = (what = '') => ({
      metricName: `${id}${what}`,
      cloudWatchMetricsEnabled: true,
      // Samples would keep the addresses of visitors.
      sampledRequestsEnabled: false,
    });
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: metrics(),
      rules: [
        {
          name: 'TooOften',
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              limit: REQUESTS_MAX,
              aggregateKeyType: 'IP',
              ...(signedPaths.length > 0 && { scopeDownStatement: not(anyOf([...new Set(signedPaths)].map(hasPath))) }),
            },
          },
          visibilityConfig: metrics('-TooOften'),
        },
        {
          name: 'KnownForIt',
          priority: 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesAmazonIpReputationList' },
          },
          visibilityConfig: metrics('-KnownForIt'),
        },
      ],
    });
    this.webAclArn = acl.attrArn;
  }
}

type Statement = CfnWebACL.StatementProperty;

function hasPath(path: string): Statement {
  return {
    byteMatchStatement: {
      searchString: path,
      positionalConstraint: 'EXACTLY',
      fieldToMatch: { uriPath: {} },
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

/** WAF takes an `or` of two and more. */
function anyOf(statements: Statement[]): Statement {
  return statements.length === 1 ? statements[0]! : { orStatement: { statements } };
}

function not(statement: Statement): Statement {
  return { notStatement: { statement } };
}
