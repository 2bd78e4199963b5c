import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import {
  BedrockClient,
  GetFoundationModelAvailabilityCommand,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  ListInferenceProfilesCommand,
} from '@aws-sdk/client-bedrock';
import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { LexModelsV2Client, ListBuiltInSlotTypesCommand } from '@aws-sdk/client-lex-models-v2';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListServiceQuotasCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach } from 'vitest';
import { examine, report } from './doctor.ts';
import type { Plan } from './plan.ts';

export const sts = mockClient(STSClient);
export const ssm = mockClient(SSMClient);
export const lex = mockClient(LexModelsV2Client);
export const bedrock = mockClient(BedrockClient);
export const secrets = mockClient(SecretsManagerClient);
export const lambda = mockClient(LambdaClient);
export const apis = mockClient(APIGatewayClient);
export const quotas = mockClient(ServiceQuotasClient);
const CLIENTS = [sts, ssm, lex, bedrock, secrets, lambda, quotas, apis];

export const MODEL = 'amazon.nova-lite-v1:0';
export const PROFILE = 'apac.amazon.nova-lite-v1:0';
export const REGIONS = ['ap-northeast-1', 'ap-northeast-2'];
/** What else Bedrock says of a profile, and the doctor does not look at. */
export const NO_PROFILE = {
  inferenceProfileName: '',
  inferenceProfileArn: '',
  status: 'ACTIVE',
  type: 'SYSTEM_DEFINED',
} as const;
/** What somebody wants to deploy. */
export const PLAN: Plan = {
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

/** Before each test of a file, AWS answers as for an account that is ready for `PLAN`. */
export function useReadyAccount(): void {
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
}

/** What the doctor reports of `PLAN` with what is changed of it, line by line. */
export async function told(changed: Partial<Plan> = {}): Promise<string> {
  return report(await examine({ ...PLAN, ...changed }));
}

/** What Bedrock says of a model, as far as the doctor asks. */
export function details(inferenceTypesSupported: readonly 'ON_DEMAND'[]) {
  return { modelDetails: { modelId: MODEL, modelArn: MODEL, inferenceTypesSupported: [...inferenceTypesSupported] } };
}

/** As the SDK tells that AWS has refused. */
export function refusal(name: string): Error {
  return Object.assign(new Error('refused'), { name });
}
