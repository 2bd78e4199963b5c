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

/** A secret that others have made, or its whole ARN. */
export type GivenSecret = ISecret | string;

export function arnOf(secret: GivenSecret): string {
  return typeof secret === 'string' ? secret : secret.secretArn;
}

/** Lets `grantee` read this one secret. */
export function grantSecret(grantee: IGrantable, secret: GivenSecret): Grant {
  if (typeof secret !== 'string') return secret.grantRead(grantee);
  return Grant.addToPrincipal({ grantee, actions: ['secretsmanager:GetSecretValue'], resourceArns: [secret] });
}
