import { Stack, Token, Validations, type CfnElement } from 'aws-cdk-lib';
import { FILE_PREFIXES } from '@lex-chat/backend/functions/file-access';
import type { IConstruct } from 'constructs';

/** What cdk-nag's AWS Solutions rules ask for, and is not so on purpose: ten at the most. */
export const ACKNOWLEDGED: Readonly<Record<string, string>> = {
  'AwsSolutions-APIG4':
    'Pages are open to everybody; functions check the session token of each request and each socket',
  'AwsSolutions-COG4': 'Visitors are guests, or users of a site that vouches for them: there is no user pool',
  'AwsSolutions-SMG4':
    'Those of sessions and sites can be changed at any time, that of CloudFront with a deployment, and the one before stays good: ' +
    'when to, is for the sites that hold it as well',
  'AwsSolutions-IAM5': 'Only where AWS has nothing finer, or names what does not exist yet',
  'AwsSolutions-CFR1': 'Which countries the websites are for is not known here',
  'AwsSolutions-CFR2': 'A web ACL costs a fixed sum a month: it is an option, the ledger and the throttles always hold',
  'AwsSolutions-CFR3':
    'Visitors’ addresses are kept nowhere; requests and sockets are logged by the APIs, without them',
  'AwsSolutions-CFR4': 'The name that CloudFront gives has its own certificate; with a domain it is TLS 1.2 and newer',
  'AwsSolutions-APIG3': 'A web ACL, if there is one, stands in front of CloudFront',
  'AwsSolutions-S1':
    'The widget’s files are public, and asked for by CloudFront alone; visitors’ files by functions alone, which log',
};

export interface Wildcards {
  /** The API whose sockets get their names as they open. */
  readonly sockets: IConstruct;
  readonly stageName: string;
  /** The bucket whose objects get theirs with each release. */
  readonly files: IConstruct;
  /** The bucket whose objects get theirs as visitors attach them, if there is one. */
  readonly attached: IConstruct | undefined;
}

/** Answers cdk-nag for all that stands in `scope`. */
export function acknowledge(scope: IConstruct, { sockets, stageName, files, attached }: Wildcards): void {
  const { partition, region, account } = Stack.of(scope);
  const arn = [
    'arn',
    shown(partition, 'Partition'),
    'execute-api',
    shown(region, 'Region'),
    shown(account, 'AccountId'),
  ];
  const wildcards = [
    // X-Ray, and the logs of API Gateway, which are those of all APIs of an account.
    '*',
    `${arn.join(':')}:<${logicalId(sockets)}>/${stageName}/*/@connections/*`,
    `<${logicalId(files)}.Arn>/*`,
    ...(attached ? ['', ...Object.values(FILE_PREFIXES)].map(prefix => `<${logicalId(attached)}.Arn>/${prefix}*`) : []),
  ];
  for (const [rule, reason] of Object.entries(ACKNOWLEDGED)) {
    const ids = rule === 'AwsSolutions-IAM5' ? wildcards.map(resource => `${rule}[Resource::${resource}]`) : [rule];
    Validations.of(scope).acknowledge(...ids.map(id => ({ id, reason })));
  }
}

/** As cdk-nag writes what CloudFormation will fill in. */
function shown(value: string, name: string): string {
  return Token.isUnresolved(value) ? `<AWS::${name}>` : value;
}

function logicalId(construct: IConstruct): string {
  const stack = Stack.of(construct);
  return stack.resolve(stack.getLogicalId(construct.node.defaultChild as CfnElement)) as string;
}
