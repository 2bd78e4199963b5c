import {
  type BedrockClient,
  GetFoundationModelAvailabilityCommand,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  paginateListInferenceProfiles,
} from '@aws-sdk/client-bedrock';
import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isGlobalProfile } from '../lib/inference-profile.ts';
import { secretKeyFault } from './check-secret-key.ts';
import { fine, isRefusedAccess, nameOf, stop, warn, type Finding } from './finding.ts';

/** A Bedrock model: by id, or through an inference profile, and the regions of it in which the model will be allowed. */
export interface BedrockChoice {
  readonly model: string;
  readonly profile?: string;
  readonly regions?: readonly string[];
}

/** Whether the account may call the model: by itself, or through the profile. */
export async function checkBedrock(
  bedrock: BedrockClient,
  region: string,
  { model, profile, regions }: BedrockChoice,
): Promise<readonly Finding[]> {
  return Promise.all(
    profile === undefined
      ? [checkModel(bedrock, region, model, false), checkOnDemand(bedrock, region, model)]
      : [checkModel(bedrock, region, model, true), checkProfile(bedrock, region, model, profile, regions)],
  );
}

/** A model that a profile reaches need not be in the region itself. */
async function checkModel(
  bedrock: BedrockClient,
  region: string,
  modelId: string,
  hasProfile: boolean,
): Promise<Finding> {
  const page = `https://console.aws.amazon.com/bedrock/home?region=${region}#/model-catalog`;
  try {
    const seen = await bedrock.send(new GetFoundationModelAvailabilityCommand({ modelId }));
    if (seen.regionAvailability === 'NOT_AVAILABLE' && !hasProfile)
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
    return fine(`model: ${modelId}${hasProfile ? '' : ` in ${region}`}`);
  } catch (error) {
    if (isRefusedAccess(error))
      return warn(`model: ${modelId} could not be looked up`, 'allow bedrock:GetFoundationModelAvailability');
    const what = `model: ${modelId} is unknown in ${region} (${nameOf(error)})`;
    return hasProfile ? warn(what, 'see what its profile says') : stop(what, `look the id up in ${page}`);
  }
}

/** Some models can be asked in a region only through a profile, and say so no sooner than at the first question. */
async function checkOnDemand(bedrock: BedrockClient, region: string, model: string): Promise<Finding> {
  try {
    const { modelDetails } = await bedrock.send(new GetFoundationModelCommand({ modelIdentifier: model }));
    const types = modelDetails?.inferenceTypesSupported;
    if (types === undefined || types.includes('ON_DEMAND')) return fine(`model: ${model} answers without a profile`);
    return stop(
      `model: ${model} answers in ${region} through an inference profile alone`,
      await profilesFor(bedrock, region, model),
    );
  } catch (error) {
    return warn(
      `model: whether ${model} answers without a profile could not be looked up (${nameOf(error)})`,
      'allow bedrock:GetFoundationModel',
    );
  }
}

/** The two settings that would do, or where to look for them. */
async function profilesFor(bedrock: BedrockClient, region: string, model: string): Promise<string> {
  try {
    const pages = paginateListInferenceProfiles({ client: bedrock }, { typeEquals: 'SYSTEM_DEFINED' });
    for await (const { inferenceProfileSummaries = [] } of pages) {
      for (const { inferenceProfileId, models = [] } of inferenceProfileSummaries) {
        const reached = regionsOf(models, model);
        if (inferenceProfileId !== undefined && reached.length > 0)
          return `set ${settingsFor(inferenceProfileId, reached)}`;
      }
    }
  } catch (error) {
    if (!isRefusedAccess(error)) throw error;
  }
  return `set modelProfile and modelRegions: aws bedrock list-inference-profiles --region ${region}`;
}

async function checkProfile(
  bedrock: BedrockClient,
  region: string,
  model: string,
  profile: string,
  regions: readonly string[] = [region],
): Promise<Finding> {
  try {
    const { models = [] } = await bedrock.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: profile }));
    const reached = regionsOf(models, model);
    if (reached.length === 0)
      return stop(
        `inference profile: ${profile} does not lead to ${model}`,
        `aws bedrock list-inference-profiles --region ${region}`,
      );
    const forbidden = isGlobalProfile(profile) ? [] : reached.filter(each => !regions.includes(each));
    return forbidden.length === 0
      ? fine(`inference profile: ${profile} reaches ${reached.map(each => each || 'all regions').join(', ')}`)
      : stop(
          `inference profile: ${profile} also chooses ${forbidden.join(', ')}, where the model would be refused`,
          `set ${settingsFor(profile, reached)}`,
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

/** Where a profile has the model answer; a global one also says so by an ARN without a region. */
function regionsOf(models: readonly { readonly modelArn?: string | undefined }[], model: string): readonly string[] {
  return models.flatMap(({ modelArn }) => (modelArn?.endsWith(`/${model}`) ? [modelArn.split(':')[3] ?? ''] : []));
}

function settingsFor(profile: string, regions: readonly string[]): string {
  const named = isGlobalProfile(profile) ? '' : `, modelRegions: ['${regions.join("', '")}']`;
  return `modelProfile: '${profile}'${named}`;
}

/** Whether the secret that is to hold a model's key is there, under a key that functions may use. Its value is never read. */
export async function checkModelKey(
  secrets: Pick<SecretsManagerClient, 'send'>,
  secretId: string,
  kmsKeyArns?: readonly string[],
): Promise<Finding> {
  try {
    const { ARN, KmsKeyId } = await secrets.send(new DescribeSecretCommand({ SecretId: secretId }));
    // It is found by less than its whole ARN, but may not be read by less.
    if (ARN !== undefined && ARN !== secretId)
      return stop(`model key: ${secretId} is not the whole ARN of the secret`, `set modelKeySecretArn: '${ARN}'`);
    return secretKeyFault('model key', KmsKeyId, kmsKeyArns) ?? fine(`model key: secret ${secretId}`);
  } catch (error) {
    return isRefusedAccess(error)
      ? warn(`model key: secret ${secretId} could not be looked up`, 'allow secretsmanager:DescribeSecret')
      : stop(
          `model key: there is no secret ${secretId} (${nameOf(error)})`,
          `aws secretsmanager create-secret --name ${secretId} --secret-string file://key.txt`,
        );
  }
}
