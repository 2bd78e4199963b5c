import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import {
  BedrockClient,
  GetFoundationModelAvailabilityCommand,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  ListInferenceProfilesCommand,
} from '@aws-sdk/client-bedrock';
import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeBotAliasCommand, LexModelsV2Client, ListBuiltInSlotTypesCommand } from '@aws-sdk/client-lex-models-v2';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListServiceQuotasCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { answerNameIn } from '../lib/answer-name.ts';
import { resource, synthesise } from '../lib/stack-fixture.ts';
import { examine, report } from './doctor.ts';
import type { Plan } from './plan.ts';

const sts = mockClient(STSClient);
const ssm = mockClient(SSMClient);
const lex = mockClient(LexModelsV2Client);
const bedrock = mockClient(BedrockClient);
const secrets = mockClient(SecretsManagerClient);
const lambda = mockClient(LambdaClient);
const apis = mockClient(APIGatewayClient);
const quotas = mockClient(ServiceQuotasClient);
const CLIENTS = [sts, ssm, lex, bedrock, secrets, lambda, quotas, apis];

const MODEL = 'amazon.nova-lite-v1:0';
const PROFILE = 'apac.amazon.nova-lite-v1:0';
const REGIONS = ['ap-northeast-1', 'ap-northeast-2'];
/** What else Bedrock says of a profile, and the doctor does not look at. */
const NO_PROFILE = {
  inferenceProfileName: '',
  inferenceProfileArn: '',
  status: 'ACTIVE',
  type: 'SYSTEM_DEFINED',
} as const;
const PLAN: Plan = {
  name: 'LexChat',
  region: 'ap-northeast-2',
  origins: ['https://www.example.com'],
  demo: false,
  locales: ['ko_KR', 'en_US'],
  bot: undefined,
  webAcl: false,
  apiLoggingRole: true,
  models: [['', { bedrock: { model: MODEL, profile: PROFILE, regions: REGIONS } }]],
  channels: [],
  secretKmsKeyArns: [],
  reservedConcurrency: 100,
};

// Whatever is tested after this has the clients as they are.
afterAll(() => CLIENTS.forEach(client => client.restore()));

beforeEach(() => {
  CLIENTS.forEach(client => client.reset());
  sts.on(GetCallerIdentityCommand).resolves({ Account: '123456789012' });
  ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '28' } });
  lex.on(ListBuiltInSlotTypesCommand).resolves({});
  bedrock.on(GetFoundationModelAvailabilityCommand).resolves({
    agreementAvailability: { status: 'AVAILABLE' },
    authorizationStatus: 'AUTHORIZED',
    entitlementAvailability: 'AVAILABLE',
    regionAvailability: 'AVAILABLE',
  });
  const models = REGIONS.map(region => ({ modelArn: `arn:aws:bedrock:${region}::foundation-model/${MODEL}` }));
  bedrock.on(GetFoundationModelCommand).resolves(details(['ON_DEMAND']));
  bedrock.on(GetInferenceProfileCommand).resolves({ models });
  bedrock.on(ListInferenceProfilesCommand).resolves({
    inferenceProfileSummaries: [{ ...NO_PROFILE, inferenceProfileId: PROFILE, models }],
  });
  secrets.on(DescribeSecretCommand).resolves({});
  apis.on(GetAccountCommand).resolves({});
  lambda.on(GetFunctionConcurrencyCommand).rejects(refusal('ResourceNotFoundException'));
  lambda.on(GetAccountSettingsCommand).resolves({
    AccountLimit: { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 1_000 },
  });
  quotas.on(ListServiceQuotasCommand, { ServiceCode: 'apigateway' }).resolves({
    Quotas: [{ QuotaName: 'Throttle rate', Value: 10_000 }],
  });
  quotas.on(ListServiceQuotasCommand, { ServiceCode: 'lex' }).resolves({ Quotas: [] });
});

it('finds nothing to do in an account that is ready', async () => {
  const findings = await examine(PLAN);
  expect(findings.filter(({ level }) => level !== 'fine')).toEqual([]);
  expect(report(findings).split('\n')).toEqual([
    '✓ credentials: account 123456789012',
    '✓ bootstrap: version 28 in ap-northeast-2',
    '✓ Lex: ko_KR in ap-northeast-2',
    '✓ Lex: en_US in ap-northeast-2',
    `✓ model: ${MODEL}`,
    `✓ inference profile: ${PROFILE} reaches ap-northeast-1, ap-northeast-2`,
    '✓ Lambda: 1000 executions at once; up to 450 may well be reserved for answers',
    '✓ API Gateway: no logging role that would be replaced',
    '✓ quota: apigateway, Throttle rate: 10,000',
    '✓ origin: https://www.example.com',
    '',
  ]);
});

it('asks nothing of AWS without a region, and only who it is without credentials', async () => {
  expect(await told({ region: undefined })).toContain('✗ region: none is set');
  expect(sts.calls()).toHaveLength(0);
  sts.on(GetCallerIdentityCommand).rejects(refusal('CredentialsProviderError'));
  expect(await told()).toContain('✗ credentials: none that AWS accepts (CredentialsProviderError) → aws sso login');
  expect(ssm.calls()).toHaveLength(0);
});

it('tells a missing bootstrap from one that may not be looked up', async () => {
  ssm.on(GetParameterCommand).rejects(refusal('ParameterNotFound'));
  expect(await told()).toContain(
    '✗ bootstrap: missing in ap-northeast-2 → npx cdk bootstrap aws://123456789012/ap-northeast-2',
  );
  ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '3' } });
  expect(await told()).toContain('✗ bootstrap: version 3 in ap-northeast-2 is too old');
  ssm.on(GetParameterCommand).rejects(refusal('AccessDeniedException'));
  expect(await told()).toContain('! bootstrap: could not be looked up');
});

it('names the locale that Lex does not have there', async () => {
  lex.on(ListBuiltInSlotTypesCommand, { localeId: 'ko_KR' }).rejects(refusal('ValidationException'));
  const lines = await told();
  expect(lines).toContain('✗ Lex: ko_KR is not offered in ap-northeast-2');
  expect(lines).toContain('✓ Lex: en_US');
  lex.on(ListBuiltInSlotTypesCommand).rejects(refusal('TimeoutError'));
  expect(await told()).toContain('✗ Lex: not reachable in ap-northeast-2 (TimeoutError)');
});

it('looks at a bot that is there already', async () => {
  const bot = { botId: 'ABCDEFGHIJ', botAliasId: 'KLMNOPQRST', locales: ['ko_KR', 'en_US'] };
  const answers = (settings: Record<string, { enabled: boolean }>) =>
    lex.on(DescribeBotAliasCommand).resolves({ botAliasStatus: 'Available', botAliasLocaleSettings: settings });
  answers({ ko_KR: { enabled: true }, en_US: { enabled: true } });
  expect(await told({ bot })).toContain('✓ bot ABCDEFGHIJ, alias KLMNOPQRST: ko_KR, en_US');
  answers({ ko_KR: { enabled: true }, en_US: { enabled: false } });
  expect(await told({ bot })).toContain('✗ bot ABCDEFGHIJ, alias KLMNOPQRST: does not answer in en_US');
  lex.on(DescribeBotAliasCommand).resolves({ botAliasStatus: 'Failed' });
  expect(await told({ bot })).toContain('✗ bot ABCDEFGHIJ, alias KLMNOPQRST: Failed');
  lex.on(DescribeBotAliasCommand).rejects(refusal('ResourceNotFoundException'));
  expect(await told({ bot })).toContain('✗ bot ABCDEFGHIJ, alias KLMNOPQRST: there is none');
});

it('looks for the bootstrap of us-east-1 as well where a web ACL is to stand there', async () => {
  expect(await told({ webAcl: true })).toContain('✓ bootstrap: version 28 in us-east-1');
  ssm.on(GetParameterCommand).rejects(refusal('ParameterNotFound'));
  expect(await told({ webAcl: true })).toContain('npx cdk bootstrap aws://123456789012/us-east-1');
});

describe('a model', () => {
  const model = { bedrock: { model: MODEL } };
  const through = (profile: string, regions?: readonly string[]) => ({
    bedrock: { model: MODEL, profile, ...(regions && { regions }) },
  });

  it('says why it would not answer', async () => {
    for (const [seen, line] of [
      [{ regionAvailability: 'NOT_AVAILABLE' }, `✗ model: ${MODEL} is not in ap-northeast-2`],
      [{ authorizationStatus: 'NOT_AUTHORIZED' }, `✗ model: the account may not call ${MODEL}`],
      [{ entitlementAvailability: 'NOT_AVAILABLE' }, `✗ model: access to ${MODEL} has not been agreed to`],
      [{ agreementAvailability: { status: 'NOT_AVAILABLE' } }, `✗ model: access to ${MODEL} has not been agreed to`],
    ] as const) {
      bedrock.on(GetFoundationModelAvailabilityCommand).resolves(seen);
      expect(await told({ models: [['', model]] })).toContain(line);
    }
    bedrock.on(GetFoundationModelAvailabilityCommand).rejects(refusal('ResourceNotFoundException'));
    expect(await told({ models: [['', model]] })).toContain(`✗ model: ${MODEL} is unknown in ap-northeast-2`);
  });

  it('that answers through a profile alone is not deployed without one, and the profile is named', async () => {
    bedrock.on(GetFoundationModelCommand).resolves(details(['ON_DEMAND']));
    expect(await told({ models: [['', model]] })).toContain(`✓ model: ${MODEL} answers without a profile`);
    bedrock.on(GetFoundationModelCommand).resolves(details(['INFERENCE_PROFILE' as 'ON_DEMAND']));
    expect(await told({ models: [['', model]] })).toContain(
      `✗ model: ${MODEL} answers in ap-northeast-2 through an inference profile alone → ` +
        `set modelProfile: '${PROFILE}', modelRegions: ['ap-northeast-1', 'ap-northeast-2']`,
    );
    bedrock.on(ListInferenceProfilesCommand).rejects(refusal('AccessDeniedException'));
    expect(await told({ models: [['', model]] })).toContain(
      'aws bedrock list-inference-profiles --region ap-northeast-2',
    );
    bedrock.on(GetFoundationModelCommand).rejects(refusal('AccessDeniedException'));
    expect(await told({ models: [['', model]] })).toContain(`! model: whether ${MODEL} answers without a profile`);
  });

  it('that its profile reaches need not be in the region', async () => {
    bedrock.on(GetFoundationModelAvailabilityCommand).resolves({ regionAvailability: 'NOT_AVAILABLE' });
    expect(await told()).not.toContain('✗');
    bedrock.on(GetFoundationModelAvailabilityCommand).rejects(refusal('ResourceNotFoundException'));
    expect(await told()).not.toContain('✗');
  });

  it('is allowed in every region among which its profile chooses', async () => {
    expect(await told({ models: [['', through(PROFILE, ['ap-northeast-2', 'ap-south-1'])]] })).toContain(
      `✗ inference profile: ${PROFILE} also chooses ap-northeast-1, where the model would be refused → ` +
        `set modelProfile: '${PROFILE}', modelRegions: ['ap-northeast-1', 'ap-northeast-2']`,
    );
    bedrock
      .on(GetInferenceProfileCommand)
      .resolves({ models: [{ modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/other' }] });
    expect(await told()).toContain(`✗ inference profile: ${PROFILE} does not lead to ${MODEL}`);
    bedrock
      .on(GetInferenceProfileCommand)
      .resolves({ models: [{ modelArn: `arn:aws:bedrock:::foundation-model/${MODEL}` }] });
    expect(await told({ models: [['', through(`global.${MODEL}`)]] })).toContain(
      `✓ inference profile: global.${MODEL} reaches all regions`,
    );
  });
});

it('looks at every model that visitors may choose, and says which of them it means', async () => {
  const own = 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:lex-chat/own-AbCdEf';
  const models: Plan['models'] = [
    ...PLAN.models,
    ['models.fast.', { bedrock: { model: 'amazon.nova-micro-v1:0' } }],
    ['models.own.', { secretId: own }],
  ];
  bedrock
    .on(GetFoundationModelAvailabilityCommand, { modelId: 'amazon.nova-micro-v1:0' })
    .resolves({ authorizationStatus: 'NOT_AUTHORIZED' });
  secrets.on(DescribeSecretCommand).rejects(refusal('ResourceNotFoundException'));
  const lines = await told({ models });
  expect(lines).toContain(`✓ model: ${MODEL}`);
  expect(lines).toContain('✗ models.fast.model: the account may not call amazon.nova-micro-v1:0 → allow');
  expect(lines).toContain(`✗ models.own.model key: there is no secret ${own}`);
});

it('looks whether the secret of a model key is there, and never at its value', async () => {
  const arn = 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:lex-chat/openai-AbCdEf';
  secrets.on(DescribeSecretCommand).resolves({ ARN: arn });
  expect(await told({ models: [['', { secretId: arn }]] })).toContain(`✓ model key: secret ${arn}`);
  secrets.on(DescribeSecretCommand).resolves({ ARN: arn, KmsKeyId: '1234abcd' });
  expect(await told({ models: [['', { secretId: arn }]] })).toContain('✗ model key: its secret lies under 1234abcd');
  const secretKmsKeyArns = ['arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd'];
  expect(await told({ models: [['', { secretId: arn }]], secretKmsKeyArns })).toContain(`✓ model key: secret ${arn}`);
  secrets.on(DescribeSecretCommand).resolves({ ARN: arn });
  const model = { secretId: 'lex-chat/openai' };
  expect(await told({ models: [['', model]] })).toContain(
    `not the whole ARN of the secret → set modelKeySecretArn: '${arn}'`,
  );
  secrets.on(DescribeSecretCommand).rejects(refusal('ResourceNotFoundException'));
  expect(await told({ models: [['', model]] })).toContain('✗ model key: there is no secret lex-chat/openai');
  expect(secrets.calls().every(({ firstArg }) => firstArg instanceof DescribeSecretCommand)).toBe(true);
});

it('proposes a figure for what to reserve', async () => {
  lambda
    .on(GetAccountSettingsCommand)
    .resolves({ AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 } });
  expect(await told({ reservedConcurrency: undefined })).toContain('! Lambda: 10 executions at once, a new account’s');
  expect(await told({ reservedConcurrency: 5 })).toContain('✗ Lambda: 5 executions to reserve, 0 left of 10');
});

it('counts what an earlier deployment has reserved as free to reserve again', async () => {
  lambda
    .on(GetAccountSettingsCommand)
    .resolves({ AccountLimit: { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 150 } });
  expect(await told({ reservedConcurrency: 800 })).toContain('✗ Lambda: 800 executions to reserve, 50 left of 1000');
  lambda.on(GetFunctionConcurrencyCommand).resolves({ ReservedConcurrentExecutions: 850 });
  expect(await told({ reservedConcurrency: 800 })).toContain('✓ Lambda: 1000 executions at once');
  const { Properties } = resource(synthesise(), 'AWS::Lambda::Function', 'FunctionsAnswer');
  expect(Properties['FunctionName']).toBe(answerNameIn('LexChat'));
});

it('warns of the account’s logging role that would be replaced, but not of one that is ours', async () => {
  apis.on(GetAccountCommand).resolves({ cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/all-apis' });
  const warning =
    '! API Gateway: the account’s logging role would be replaced, which is arn:aws:iam::123456789012:role/all-apis';
  expect(await told()).toContain(`${warning} → set apiLoggingRole: false`);
  expect(await told({ apiLoggingRole: false })).not.toContain('logging role');
  apis.on(GetAccountCommand).resolves({ cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/LexChat-LoggingRoleRole' });
  expect(await told()).toContain('✓ API Gateway');
  apis.on(GetAccountCommand).rejects(refusal('AccessDeniedException'));
  expect(await told()).toContain('! API Gateway: its logging role could not be looked up');
});

it('warns of a quota that is lower than what the page on scale reckons with', async () => {
  quotas.on(ListServiceQuotasCommand, { ServiceCode: 'lex' }).resolves({
    Quotas: [{ QuotaName: 'Maximum number of concurrent text conversations', Value: 25 }],
  });
  expect(await told()).toContain(
    '! quota: lex, Maximum number of concurrent text conversations: 25 → docs/scale.md reckons with 50',
  );
});

it('knows an origin from what only looks like one', async () => {
  const lines = await told({
    origins: [
      'https://*.example.com',
      'https://example.com/',
      'example.com',
      'http://example.com',
      'http://localhost:3000',
      'https://a.com',
    ],
  });
  expect(lines).toContain('✗ origin: https://*.example.com is a pattern');
  expect(lines).toContain('✗ origin: https://example.com/ is not what a browser sends → write https://example.com');
  expect(lines).toContain('✗ origin: example.com is none');
  expect(lines).toContain('! origin: http://example.com is not encrypted');
  expect(lines).toContain('! origin: http://localhost:3000 lets anybody’s own machine');
  expect(lines).toContain('✓ origin: https://a.com');
  expect(await told({ origins: [] })).toContain('✗ origins: the list is empty');
  expect(await told({ origins: [], demo: true })).toContain('! origins: only the demo’s pages');
});

async function told(changed: Partial<Plan> = {}): Promise<string> {
  return report(await examine({ ...PLAN, ...changed }));
}

/** What Bedrock says of a model, as far as the doctor asks. */
function details(inferenceTypesSupported: readonly 'ON_DEMAND'[]) {
  return { modelDetails: { modelId: MODEL, modelArn: MODEL, inferenceTypesSupported: [...inferenceTypesSupported] } };
}

function refusal(name: string): Error {
  return Object.assign(new Error('refused'), { name });
}
