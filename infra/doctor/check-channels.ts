import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { CHANNEL_SECRETS, missingIn } from '@lex-chat/backend/channels/channel-secret';
import { secretKeyFault } from './check-secret-key.ts';
import { fine, isRefusedAccess, nameOf, stop, warn, type Finding } from './finding.ts';

/** A platform over which people are to write, and the secret with what it wants. */
export interface PlannedChannel {
  readonly name: keyof typeof CHANNEL_SECRETS;
  readonly secretArn: string;
}

/**
 * Whether the secret of a channel is there, lies under a key that functions may use, and holds a text by each name that the channel looks for.
 * Nothing of them is told or kept.
 */
export async function checkChannel(
  secrets: Pick<SecretsManagerClient, 'send'>,
  { name, secretArn }: PlannedChannel,
  kmsKeyArns?: readonly string[],
): Promise<Finding> {
  const names = CHANNEL_SECRETS[name];
  const shape = `{ ${names.map(each => `"${each}": "…"`).join(', ')} }`;
  try {
    const { ARN, SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
    if (ARN !== undefined && ARN !== secretArn)
      return stop(`${name}: ${secretArn} is not the whole ARN of the secret`, `set ${name}SecretArn: '${ARN}'`);
    const missing = missingIn<string>(SecretString, names);
    if (missing.length > 0)
      return stop(
        `${name}: secret ${secretArn} is without ${missing.join(', ')}`,
        `aws secretsmanager put-secret-value --secret-id ${secretArn} --secret-string file://${name}.json, which holds ${shape}`,
      );
    const { KmsKeyId } = await secrets.send(new DescribeSecretCommand({ SecretId: secretArn }));
    return secretKeyFault(name, KmsKeyId, kmsKeyArns) ?? fine(`${name}: secret ${secretArn} with ${names.join(', ')}`);
  } catch (error) {
    return isRefusedAccess(error)
      ? warn(
          `${name}: secret ${secretArn} could not be looked at`,
          'allow secretsmanager:GetSecretValue and DescribeSecret',
        )
      : stop(
          `${name}: there is no secret ${secretArn} (${nameOf(error)})`,
          `aws secretsmanager create-secret --name lex-chat/${name} --secret-string file://${name}.json, which holds ${shape}`,
        );
  }
}
