import { Stack, type App, type Environment } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** Requests of one address within five minutes: a person who types fast makes a tenth of it. */
const REQUESTS_MAX = 2_000;

/**
 * What calls of one address may come to within five minutes where platforms speak for many people from few addresses: a third of what the
 * API lets through there by itself, and eight times the 30,000 an hour that Slack delivers of one workspace at the most.
 */
const CALLS_MAX = 20_000;

/**
 * What turns strangers away before they cost anything: addresses that ask too often, and those that are known for it. It sees
 * requests and the opening of sockets, never what is said on them. CloudFront looks for it in us-east-1, hence a stack of its own.
 */
export class WebAclStack extends Stack {
  readonly webAclArn: string;

  /** At `signedPaths`, platforms speak for many people from few addresses, and the service knows them by their signatures: they have a limit of their own. */
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
    const isSigned = signedPaths.length > 0 ? anyOf([...new Set(signedPaths)].map(hasPath)) : undefined;
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: metrics(),
      rules: [
        tooOften('TooOften', REQUESTS_MAX, isSigned && not(isSigned)),
        ...(isSigned ? [tooOften('PlatformTooOften', CALLS_MAX, isSigned)] : []),
        {
          name: 'KnownForIt',
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesAmazonIpReputationList' },
          },
        },
      ].map((rule, priority) => ({ ...rule, priority, visibilityConfig: metrics(`-${rule.name}`) })),
    });
    this.webAclArn = acl.attrArn;
  }
}

type Statement = CfnWebACL.StatementProperty;

/** Turns an address away that asks more than `limit` times within five minutes, of what `counted` is true of. */
function tooOften(name: string, limit: number, counted: Statement | undefined) {
  const scopeDown = counted && { scopeDownStatement: counted };
  return {
    name,
    action: { block: {} },
    statement: { rateBasedStatement: { limit, aggregateKeyType: 'IP', ...scopeDown } },
  };
}

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
