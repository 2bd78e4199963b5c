import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { checkChannel } from './check-channels.ts';
import { report } from './doctor.ts';

const SECRET_ARN = 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:lex-chat/messenger-AbCdEf';

const secrets = mockClient(SecretsManagerClient);
// Whatever is tested after this has the client as it is.
afterAll(() => secrets.restore());
beforeEach(() => {
  secrets.reset();
  secrets.on(DescribeSecretCommand).resolves({});
});

const holds = (held: string, ARN = SECRET_ARN) =>
  secrets.on(GetSecretValueCommand).resolves({ ARN, SecretString: held });

const refuses = (name: string) =>
  secrets.on(GetSecretValueCommand).rejects(Object.assign(new Error('refused'), { name }));

const told = async () =>
  report([await checkChannel(new SecretsManagerClient(), { name: 'messenger', secretArn: SECRET_ARN })]);

it('is content with a secret that holds all that the channel wants', async () => {
  holds('{"verifyToken":"a-word","appSecret":"a-secret","pageToken":"EAAB"}');
  expect(await told()).toBe(`✓ messenger: secret ${SECRET_ARN} with verifyToken, appSecret, pageToken\n`);
});

it('names what a secret lacks, and tells nothing of what it holds', async () => {
  holds('{"verifyToken":"a-word","appSecret":""}');
  const lacking = await told();
  expect(lacking).toContain(
    `✗ messenger: secret ${SECRET_ARN} is without appSecret, pageToken → aws secretsmanager put-s`,
  );
  expect(lacking).not.toContain('a-word');
  holds('a-word');
  const strange = await told();
  expect(strange).toContain('is without verifyToken, appSecret, pageToken');
  expect(strange).not.toContain('a-word');
});

it('wants the whole ARN, by which alone functions may read', async () => {
  holds('{}', `${SECRET_ARN}-GhIjKl`);
  expect(await told()).toContain(`→ set messengerSecretArn: '${SECRET_ARN}-GhIjKl'`);
});

it('tells a secret that is not there from one that may not be looked at', async () => {
  refuses('ResourceNotFoundException');
  expect(await told()).toContain(`✗ messenger: there is no secret ${SECRET_ARN} (ResourceNotFoundException)`);
  refuses('AccessDeniedException');
  expect(await told()).toContain('! messenger: secret');
});

it('stops where the secret lies under a key that functions may not use', async () => {
  holds('{"verifyToken":"a-word","appSecret":"a-secret","pageToken":"EAAB"}');
  secrets.on(DescribeSecretCommand).resolves({ KmsKeyId: '11111111-2222' });
  const lies = `messenger: its secret lies under 11111111-2222`;
  expect(await told()).toBe(
    `✗ ${lies}, a key that functions may not use → set secretKmsKeyArns to what this prints: ` +
      'aws kms describe-key --key-id 11111111-2222 --query KeyMetadata.Arn\n',
  );
  secrets.on(DescribeSecretCommand).rejects(Object.assign(new Error('refused'), { name: 'AccessDeniedException' }));
  expect(await told()).toContain('allow secretsmanager:GetSecretValue and DescribeSecret');
});
