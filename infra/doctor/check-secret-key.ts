import { stop, warn, type Finding } from './finding.ts';

/** Under it lies whatever names no other; it is good for whoever may read the secret. */
const AWS_OWN = 'alias/aws/secretsmanager';

/**
 * What keeps functions from reading a secret that lies under `kmsKeyId`, as Secrets Manager tells it: the id or ARN of a key, or of an alias.
 * Undefined where nothing does.
 */
export function secretKeyFault(
  name: string,
  kmsKeyId: string = AWS_OWN,
  kmsKeyArns: readonly string[] = [],
): Finding | undefined {
  if (kmsKeyId.endsWith(AWS_OWN)) return undefined;
  if (kmsKeyArns.some(arn => arn === kmsKeyId || arn.endsWith(`:key/${kmsKeyId}`))) return undefined;
  const tells = `aws kms describe-key --key-id ${kmsKeyId} --query KeyMetadata.Arn`;
  // To which key an alias leads, nobody but KMS knows.
  return kmsKeyId.includes('alias/') && kmsKeyArns.length > 0
    ? warn(`${name}: its secret lies under ${kmsKeyId}`, `see that secretKmsKeyArns names what this prints: ${tells}`)
    : stop(
        `${name}: its secret lies under ${kmsKeyId}, a key that functions may not use`,
        `set secretKmsKeyArns to what this prints: ${tells}`,
      );
}
