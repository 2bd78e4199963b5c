import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { BedrockClient } from '@aws-sdk/client-bedrock';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { LexModelsV2Client } from '@aws-sdk/client-lex-models-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { answerNameIn } from '../lib/answer-name.ts';
import { checkBootstrap, checkCredentials } from './check-account.ts';
import { checkChannel } from './check-channels.ts';
import { checkExistingBot, checkLex } from './check-lex.ts';
import { checkBedrock, checkModelKey } from './check-model.ts';
import { checkLoggingRole } from './check-logging-role.ts';
import { checkOrigins } from './check-origins.ts';
import { checkConcurrency, checkQuotas } from './check-quotas.ts';
import { stop, type Finding, type warn } from './finding.ts';
import type { Plan } from './plan.ts';

const WEB_ACL_REGION = 'us-east-1';

/** Everything that can be known before deploying, in the order in which it would go wrong. Reads only; creates nothing. */
export async function examine(plan: Plan): Promise<readonly Finding[]> {
  const { region } = plan;
  const origins = checkOrigins(plan.origins, plan.demo);
  if (region === undefined)
    return [
      stop('region: none is set', 'export AWS_REGION=ap-northeast-2, or aws configure set region ap-northeast-2'),
      ...origins,
    ];
  const at = { region };
  const credentials = await checkCredentials(new STSClient(at));
  if (credentials.level === 'stop') return [credentials, ...origins];
  const { account } = credentials;
  const findings = await Promise.all([
    checkBootstrap(new SSMClient(at), account, region),
    // CloudFront takes its web ACL from there alone.
    ...(plan.webAcl && region !== WEB_ACL_REGION
      ? [checkBootstrap(new SSMClient({ region: WEB_ACL_REGION }), account, WEB_ACL_REGION)]
      : []),
    checkPlanned(plan, region),
    checkQuotas(new ServiceQuotasClient(at)),
  ]);
  return [credentials, ...findings.flat(), ...origins];
}

/** Whether what is asked for can be had there: all that may `stop` a deployment once its account is ready. */
export async function checkPlanned(
  plan: Plan,
  region: string,
  loggingRoleReplaced?: typeof warn | typeof stop,
): Promise<readonly Finding[]> {
  const at = { region };
  const lex = new LexModelsV2Client(at);
  const findings = await Promise.all([
    checkLex(lex, region, plan.locales),
    ...(plan.bot ? [checkExistingBot(lex, plan.bot)] : []),
    checkPlannedModels(plan, region),
    checkPlannedChannels(plan, region),
    checkConcurrency(new LambdaClient(at), plan.reservedConcurrency, answerNameIn(plan.name)),
    ...(plan.apiLoggingRole ? [checkLoggingRole(new APIGatewayClient(at), plan.name, loggingRoleReplaced)] : []),
  ]);
  return findings.flat();
}

/** Whether the models will answer, or their keys are there; of one that is offered, by the name of its settings. */
async function checkPlannedModels({ models, secretKmsKeyArns }: Plan, region: string): Promise<readonly Finding[]> {
  const bedrock = new BedrockClient({ region });
  const secrets = new SecretsManagerClient({ region });
  const found = models.map(async ([at, needs]) => {
    const findings =
      'bedrock' in needs
        ? await checkBedrock(bedrock, region, needs.bedrock)
        : [await checkModelKey(secrets, needs.secretId, secretKmsKeyArns)];
    return findings.map(finding => ({ ...finding, what: `${at}${finding.what}` }));
  });
  return (await Promise.all(found)).flat();
}

/** Whether each channel has what it needs in its secret. */
async function checkPlannedChannels({ channels, secretKmsKeyArns }: Plan, region: string): Promise<readonly Finding[]> {
  const secrets = new SecretsManagerClient({ region });
  return Promise.all(channels.map(channel => checkChannel(secrets, channel, secretKmsKeyArns)));
}

const MARKS: Readonly<Record<Finding['level'], string>> = { fine: '✓', warn: '!', stop: '✗' };

/** One line a finding, with its cure. */
export function report(findings: readonly Finding[]): string {
  return findings.map(({ level, what, cure }) => `${MARKS[level]} ${what}${cure ? ` → ${cure}` : ''}\n`).join('');
}
