import { expect, it } from 'vitest';
import { secretKeyFault } from './check-secret-key.ts';

const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab';

it('lets pass what lies under AWS’s own key, or under one that functions may use', () => {
  for (const own of [undefined, 'alias/aws/secretsmanager', 'arn:aws:kms:eu-central-1:1:alias/aws/secretsmanager'])
    expect(secretKeyFault('slack', own)).toBeUndefined();
  for (const named of [KEY, '1234abcd-12ab']) expect(secretKeyFault('slack', named, [KEY])).toBeUndefined();
});

it('stops at any other key, and names the command that tells what to set', () => {
  for (const [kmsKeyId, given] of [
    [KEY, []],
    ['1234', [KEY]],
    ['12ab', [KEY]],
    ['alias/shop', []],
  ] as const)
    expect(secretKeyFault('slack', kmsKeyId, given)).toMatchObject({
      level: 'stop',
      cure: `set secretKmsKeyArns to what this prints: aws kms describe-key --key-id ${kmsKeyId} --query KeyMetadata.Arn`,
    });
});

it('cannot tell to which key an alias leads, and says so', () => {
  expect(secretKeyFault('slack', 'alias/shop', [KEY])).toMatchObject({ level: 'warn' });
});
