import { RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** Text of 64 letters and digits: more than 128 random bits, and good in a header as it stands. */
export function createSecret(scope: Construct, id: string, description: string): Secret {
  return new Secret(scope, id, {
    description,
    generateSecretString: { passwordLength: 64, excludePunctuation: true, includeSpace: false },
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/** The whole ARN of a secret, and the KMS keys of the account's own of which it lies under one. */
export interface SecretUnderKey {
  readonly arn: string;
  readonly kmsKeyArns: readonly string[];
}

/** A secret that others have made, or its whole ARN. */
export type GivenSecret = ISecret | SecretUnderKey | string;

export function arnOf(secret: GivenSecret): string {
  if (typeof secret === 'string') return secret;
  return 'kmsKeyArns' in secret ? secret.arn : secret.secretArn;
}

/** Lets `grantee` read this one secret, and have nothing else decrypted with the key that it lies under. */
export function grantSecret(grantee: IGrantable, secret: GivenSecret): void {
  if (typeof secret !== 'string' && !('kmsKeyArns' in secret)) {
    secret.grantRead(grantee);
    return;
  }
  const arn = arnOf(secret);
  Grant.addToPrincipal({ grantee, actions: ['secretsmanager:GetSecretValue'], resourceArns: [arn] });
  if (typeof secret === 'string' || secret.kmsKeyArns.length === 0) return;
  Grant.addToPrincipal({
    grantee,
    actions: ['kms:Decrypt'],
    resourceArns: [...secret.kmsKeyArns],
    conditions: { StringEquals: { 'kms:EncryptionContext:SecretARN': arn } },
  });
}
