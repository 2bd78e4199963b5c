import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Template } from 'aws-cdk-lib/assertions';
import type { FunctionName } from '@lex-chat/backend/functions/routes';
import type { TableName, TableOperation } from '@lex-chat/backend/functions/table-access';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { Knowledge } from './knowledge.ts';
import { resourcesOf, synthesise } from './fixtures/stack-fixture.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

let template: Template;
beforeAll(
  () =>
    (template = synthesise({
      site: { id: 'example' },
      missedUtterances: true,
      knowledge: Knowledge.bedrock('ABCDEFGHIJ'),
      channels: { slack: { secret: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:slack-AbCdEf' } },
    })),
);

/** All that roles of the stack may do, by the role's logical id. */
function statementsByRole(): Map<string, readonly Statement[]> {
  const found = new Map<string, readonly Statement[]>();
  const add = (role: string, { Statement }: { readonly Statement: readonly Statement[] }) =>
    found.set(role, [...(found.get(role) ?? []), ...Statement]);
  for (const { Properties } of Object.values(resourcesOf(template, 'AWS::IAM::Policy'))) {
    const { Roles, PolicyDocument } = Properties as {
      Roles: readonly { Ref: string }[];
      PolicyDocument: { Statement: readonly Statement[] };
    };
    for (const { Ref } of Roles) add(Ref, PolicyDocument);
  }
  for (const [id, { Properties }] of Object.entries(resourcesOf(template, 'AWS::IAM::Role'))) {
    const { Policies = [] } = Properties as { Policies?: { PolicyDocument: { Statement: readonly Statement[] } }[] };
    for (const { PolicyDocument } of Policies) add(id, PolicyDocument);
  }
  return found;
}

const actionsOf = ({ Action }: Statement) => (typeof Action === 'string' ? [Action] : Action);

describe('wildcards [R47]', () => {
  it('stand in no action', () => {
    const actions = [...statementsByRole().values()].flat().flatMap(actionsOf);
    expect(actions.length).toBeGreaterThan(50);
    expect(actions.filter(action => action.includes('*'))).toEqual([]);
  });

  it('stand in resources only where AWS has nothing finer, or names what does not exist yet', () => {
    const wild = [...statementsByRole().values()]
      .flat()
      .filter(({ Resource }) => JSON.stringify(Resource).includes('*'))
      .flatMap(statement => actionsOf(statement).map(action => `${action} on ${readable(statement.Resource)}`));
    expect([...new Set(wild)].sort()).toEqual([
      'execute-api:ManageConnections on …/socket/*/@connections/*',
      ...['CreateLogGroup', 'CreateLogStream', 'DescribeLogGroups', 'DescribeLogStreams'].map(
        name => `logs:${name} on *`,
      ),
      ...['FilterLogEvents', 'GetLogEvents', 'PutLogEvents'].map(name => `logs:${name} on *`),
      's3:DeleteObject on …/*',
      's3:DeleteObject on …/brought/*',
      's3:DeleteObject on …/kept/*',
      's3:GetObject on …/brought/*',
      's3:GetObject on …/kept/*',
      's3:PutObject on …/*',
      's3:PutObject on …/brought/*',
      's3:PutObject on …/kept/*',
      's3:PutObjectTagging on …/kept/*',
      'xray:PutTelemetryRecords on *',
      'xray:PutTraceSegments on *',
    ]);
  });

  it('leave managed policies out: AWS changes those', () => {
    const roles = Object.values(resourcesOf(template, 'AWS::IAM::Role'));
    expect(roles.filter(({ Properties }) => 'ManagedPolicyArns' in Properties)).toEqual([]);
  });
});

describe('a function may do what its code does, and nothing else [R47]', () => {
  /** What the code of a function asks of AWS besides tables, and what the IAM calls it. */
  const ACTIONS: Readonly<Record<string, string | readonly string[]>> = {
    GetSecretValueCommand: 'secretsmanager:GetSecretValue',
    ConverseStreamCommand: 'bedrock:InvokeModelWithResponseStream',
    RecognizeTextCommand: 'lex:RecognizeText',
    DeleteSessionCommand: 'lex:DeleteSession',
    GetSessionCommand: 'lex:GetSession',
    PutSessionCommand: 'lex:PutSession',
    InvokeCommand: 'lambda:InvokeFunction',
    GetObjectCommand: 's3:GetObject',
    HeadObjectCommand: 's3:GetObject',
    PutObjectCommand: 's3:PutObject',
    CopyObjectCommand: ['s3:PutObject', 's3:PutObjectTagging'],
    DeleteObjectsCommand: 's3:DeleteObject',
    ListObjectsV2Command: 's3:ListBucket',
  };
  /** Two services have an operation of one name. */
  const RETRIEVALS: Readonly<Record<string, string>> = {
    'src/adapters/bedrock-knowledge.ts': 'bedrock:Retrieve',
    'src/adapters/kendra.ts': 'kendra:Retrieve',
  };
  /** What is asked without a command of AWS's client. */
  const SIGNED: Readonly<Record<string, string>> = { 'src/adapters/gateway.ts': 'execute-api:ManageConnections' };
  /** What it asks of tables. */
  const OPERATIONS: Readonly<Record<string, TableOperation>> = {
    GetCommand: 'GetItem',
    BatchGetCommand: 'BatchGetItem',
    QueryCommand: 'Query',
    PutCommand: 'PutItem',
    UpdateCommand: 'UpdateItem',
    DeleteCommand: 'DeleteItem',
    BatchWriteCommand: 'BatchWriteItem',
  };
  /** The adapters of the other tables; all others are of the conversations. */
  const TABLES: Readonly<Record<string, TableName>> = {
    'src/adapters/dynamo/connections.ts': 'connections',
    'src/adapters/dynamo/ledger.ts': 'ledger',
    'src/adapters/dynamo/missed-utterances.ts': 'missed',
    'src/adapters/dynamo/accounts.ts': 'accounts',
  };
  /** What Lambda does in its name. */
  const PLATFORM = ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
  /** What comes along with a `grantRead`, and tells nothing of the value. */
  const WITH_SECRETS = 'secretsmanager:DescribeSecret';
  /**
   * In the bundle with an adapter, and never called there: tests of the whole service see to that (`test/stack/asked-without-right.ts`), and the laptop’s S3.
   */
  const UNUSED: Readonly<Record<FunctionName, readonly string[]>> = {
    receive: ['BatchWriteItem on conversations', 'DeleteItem on conversations'],
    answer: [
      ...['DeleteItem', 'GetItem', 'PutItem'].map(operation => `${operation} on connections`),
      'Query on missed',
      'kendra:Retrieve',
      's3:PutObject',
      's3:PutObjectTagging',
      's3:DeleteObject',
    ],
    rest: ['DeleteItem on conversations', 'GetItem on connections', 'PutItem on connections'],
    chat: [
      ...['DeleteItem', 'GetItem', 'PutItem'].map(operation => `${operation} on connections`),
      'Query on missed',
      'kendra:Retrieve',
      's3:PutObject',
      's3:PutObjectTagging',
      's3:DeleteObject',
    ],
    hooks: ['secretsmanager:GetSecretValue'],
  };

  for (const [name, unused] of Object.entries(UNUSED)) {
    it(name, async () => {
      const role = [...statementsByRole()].find(([id]) => id.toLowerCase().includes(`${name}role`));
      const granted = (role?.[1] ?? []).flatMap(readableActions).filter(action => action !== WITH_SECRETS);
      const expected = [
        ...(await askedBy(name)).filter(action => !unused.includes(action)),
        ...PLATFORM,
        ...(name === 'answer' ? ['sqs:SendMessage'] : []),
      ];
      expect([...new Set(granted)].sort()).toEqual([...new Set(expected)].sort());
    });
  }

  /** `UpdateItem on ledger`, or what it is called with anything but a table. */
  function readableActions(statement: Statement): readonly string[] {
    return actionsOf(statement).map(action => {
      if (!action.startsWith('dynamodb:')) return action;
      const tables = JSON.stringify(statement.Resource).matchAll(
        /"(Conversations|Connections|Ledger|Accounts|Missed)/g,
      );
      const names = [...new Set([...tables].map(([, name]) => name!.toLowerCase()))];
      return `${action.slice('dynamodb:'.length)} on ${names.join(', ')}`;
    });
  }

  /** What the adapters of a function ask of AWS. */
  async function askedBy(name: string): Promise<readonly string[]> {
    const backend = fileURLToPath(new URL('../../backend/', import.meta.url));
    const { metafile } = await build({
      absWorkingDir: backend,
      entryPoints: [`src/functions/${name}.ts`],
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      write: false,
      outdir: 'nowhere',
      metafile: true,
    });
    const adapters = Object.keys(metafile.inputs).filter(path => path.startsWith('src/adapters/'));
    const asked = adapters.flatMap(path =>
      [...readFileSync(backend + path, 'utf8').matchAll(/new (\w+Command)\(/g)].flatMap(([, command = '']) => {
        const operation = OPERATIONS[command];
        return operation
          ? `${operation} on ${TABLES[path] ?? 'conversations'}`
          : (ACTIONS[command] ?? RETRIEVALS[path] ?? command);
      }),
    );
    return [...asked, ...adapters.flatMap(path => SIGNED[path] ?? [])];
  }
});

/** A resource with what CloudFormation fills in left out. */
function readable(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const { 'Fn::Join': join } = resource as { 'Fn::Join'?: [string, unknown[]] };
  const texts = (join?.[1] ?? []).filter(part => typeof part === 'string');
  return `…${texts.at(-1) ?? ''}`;
}
