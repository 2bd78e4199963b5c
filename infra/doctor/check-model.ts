import {
  type BedrockClient,
  GetFoundationModelAvailabilityCommand,
  GetInferenceProfileCommand,
} from '@aws-sdk/client-bedrock';
import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fine, isRefusedAccess, nameOf, stop, warn, type Finding } from './finding.ts';

/** A Bedrock model: by id, or through an inference profile. */
export interface BedrockChoice {
  readonly model: string;
  readonly profile?: string;
}

/** Whether the account may call the model, and through the profile. */
export async function checkBedrock(
  bedrock: Pick<BedrockClient, 'send'>,
  region: string,
  { model, profile }: BedrockChoice,
): Promise<readonly Finding[]> {
  return Promise.all([
    checkModel(bedrock, region, model),
    ...(profile === undefined ? [] : [checkProfile(bedrock, region, model, profile)]),
  ]);
}

async function checkModel(bedrock: Pick<BedrockClient, 'send'>, region: string, modelId: string): Promise<Finding> {
  const page = `https://console.aws.amazon.com/bedrock/home?region=${region}#/model-catalog`;
  try {
    const seen = await bedrock.send(new GetFoundationModelAvailabilityCommand({ modelId }));
    if (seen.regionAvailability === 'NOT_AVAILABLE')
      return stop(
        `model: ${modelId} is not in ${region}`,
        'choose another model, or an inference profile that reaches it',
      );
    if (seen.authorizationStatus === 'NOT_AUTHORIZED')
      return stop(
        `model: the account may not call ${modelId}`,
        `allow bedrock:InvokeModelWithResponseStream on it; see ${page}`,
      );
    if (seen.entitlementAvailability === 'NOT_AVAILABLE' || seen.agreementAvailability?.status === 'NOT_AVAILABLE')
      return stop(`model: access to ${modelId} has not been agreed to`, `open the model once in ${page}`);
    return fine(`model: ${modelId} in ${region}`);
  } catch (error) {
    if (isRefusedAccess(error))
      return warn(`model: ${modelId} could not be looked up`, 'allow bedrock:GetFoundationModelAvailability');
    return stop(`model: ${modelId} is unknown in ${region} (${nameOf(error)})`, `look the id up in ${page}`);
  }
}

async function checkProfile(
  bedrock: Pick<BedrockClient, 'send'>,
  region: string,
  model: string,
  profile: string,
): Promise<Finding> {
  try {
    const { models = [] } = await bedrock.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: profile }));
    const arns = models.flatMap(({ modelArn }) => modelArn ?? []);
    return arns.some(arn => arn.endsWith(`/${model}`))
      ? fine(`inference profile: ${profile} reaches ${arns.map(arn => arn.split(':')[3]).join(', ')}`)
      : stop(
          `inference profile: ${profile} does not lead to ${model}`,
          `aws bedrock list-inference-profiles --region ${region}`,
        );
  } catch (error) {
    return isRefusedAccess(error)
      ? warn(`inference profile: ${profile} could not be looked up`, 'allow bedrock:GetInferenceProfile')
      : stop(
          `inference profile: ${profile} is unknown in ${region}`,
          `aws bedrock list-inference-profiles --region ${region}`,
        );
  }
}

/** Whether the secret that is to hold a model's key is there. Its value is never read. */
export async function checkModelKey(secrets: Pick<SecretsManagerClient, 'send'>, secretId: string): Promise<Finding> {
  try {
    await secrets.send(new DescribeSecretCommand({ SecretId: secretId }));
    return fine(`model key: secret ${secretId}`);
  } catch (error) {
    return isRefusedAccess(error)
      ? warn(`model key: secret ${secretId} could not be looked up`, 'allow secretsmanager:DescribeSecret')
      : stop(
          `model key: there is no secret ${secretId} (${nameOf(error)})`,
          `aws secretsmanager create-secret --name ${secretId} --secret-string file://key.txt`,
        );
  }
}
