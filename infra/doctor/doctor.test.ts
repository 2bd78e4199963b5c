import { GetAccountCommand } from '@aws-sdk/client-api-gateway';
import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { DescribeBotAliasCommand, ListBuiltInSlotTypesCommand } from '@aws-sdk/client-lex-models-v2';
import { ListServiceQuotasCommand } from '@aws-sdk/client-service-quotas';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { answerNameIn } from '../lib/answer-name.ts';
import { resource, synthesise } from '../lib/fixtures/stack-fixture.ts';
import { examine, report } from './doctor.ts';
import {
  apis,
  lambda,
  lex,
  MODEL,
  PLAN,
  PROFILE,
  quotas,
  refusal,
  ssm,
  sts,
  told,
  useReadyAccount,
} from './doctor-fixture.ts';

useReadyAccount();

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
