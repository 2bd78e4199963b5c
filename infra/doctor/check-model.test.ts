import {
  GetFoundationModelAvailabilityCommand,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  ListInferenceProfilesCommand,
} from '@aws-sdk/client-bedrock';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { Plan } from './plan.ts';
import { bedrock, details, MODEL, PLAN, PROFILE, refusal, secrets, told, useReadyAccount } from './doctor-fixture.ts';

useReadyAccount();

describe('a model', () => {
  const model = { bedrock: { model: MODEL } };
  const through = (profile: string, regions?: readonly string[]) => ({
    bedrock: { model: MODEL, profile, ...(regions && { regions }) },
  });

  it('says why it would not answer', async () => {
    for (const [seen, line] of [
      [{ regionAvailability: 'NOT_AVAILABLE' }, `✗ model: ${MODEL} is not in ap-northeast-2`],
      [{ authorizationStatus: 'NOT_AUTHORIZED' }, `✗ model: the account may not call ${MODEL}`],
      [{ entitlementAvailability: 'NOT_AVAILABLE' }, `✗ model: access to ${MODEL} has not been agreed to`],
      [{ agreementAvailability: { status: 'NOT_AVAILABLE' } }, `✗ model: access to ${MODEL} has not been agreed to`],
    ] as const) {
      bedrock.on(GetFoundationModelAvailabilityCommand).resolves(seen);
      expect(await told({ models: [['', model]] })).toContain(line);
    }
    bedrock.on(GetFoundationModelAvailabilityCommand).rejects(refusal('ResourceNotFoundException'));
    expect(await told({ models: [['', model]] })).toContain(`✗ model: ${MODEL} is unknown in ap-northeast-2`);
  });

  it('that answers through a profile alone is not deployed without one, and the profile is named', async () => {
    bedrock.on(GetFoundationModelCommand).resolves(details(['ON_DEMAND']));
    expect(await told({ models: [['', model]] })).toContain(`✓ model: ${MODEL} answers without a profile`);
    bedrock.on(GetFoundationModelCommand).resolves(details(['INFERENCE_PROFILE' as 'ON_DEMAND']));
    expect(await told({ models: [['', model]] })).toContain(
      `✗ model: ${MODEL} answers in ap-northeast-2 through an inference profile alone → ` +
        `set modelProfile: '${PROFILE}', modelRegions: ['ap-northeast-1', 'ap-northeast-2']`,
    );
    bedrock.on(ListInferenceProfilesCommand).rejects(refusal('AccessDeniedException'));
    expect(await told({ models: [['', model]] })).toContain(
      'aws bedrock list-inference-profiles --region ap-northeast-2',
    );
    bedrock.on(GetFoundationModelCommand).rejects(refusal('AccessDeniedException'));
    expect(await told({ models: [['', model]] })).toContain(`! model: whether ${MODEL} answers without a profile`);
  });

  it('that its profile reaches need not be in the region', async () => {
    bedrock.on(GetFoundationModelAvailabilityCommand).resolves({ regionAvailability: 'NOT_AVAILABLE' });
    expect(await told()).not.toContain('✗');
    bedrock.on(GetFoundationModelAvailabilityCommand).rejects(refusal('ResourceNotFoundException'));
    expect(await told()).not.toContain('✗');
  });

  it('is allowed in every region among which its profile chooses', async () => {
    expect(await told({ models: [['', through(PROFILE, ['ap-northeast-2', 'ap-south-1'])]] })).toContain(
      `✗ inference profile: ${PROFILE} also chooses ap-northeast-1, where the model would be refused → ` +
        `set modelProfile: '${PROFILE}', modelRegions: ['ap-northeast-1', 'ap-northeast-2']`,
    );
    bedrock
      .on(GetInferenceProfileCommand)
      .resolves({ models: [{ modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/other' }] });
    expect(await told()).toContain(`✗ inference profile: ${PROFILE} does not lead to ${MODEL}`);
    bedrock
      .on(GetInferenceProfileCommand)
      .resolves({ models: [{ modelArn: `arn:aws:bedrock:::foundation-model/${MODEL}` }] });
    expect(await told({ models: [['', through(`global.${MODEL}`)]] })).toContain(
      `✓ inference profile: global.${MODEL} reaches all regions`,
    );
  });
});

it('looks at every model that visitors may choose, and says which of them it means', async () => {
  const own = 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:lex-chat/own-AbCdEf';
  const models: Plan['models'] = [
    ...PLAN.models,
    ['models.fast.', { bedrock: { model: 'amazon.nova-micro-v1:0' } }],
    ['models.own.', { secretId: own }],
  ];
  bedrock
    .on(GetFoundationModelAvailabilityCommand, { modelId: 'amazon.nova-micro-v1:0' })
    .resolves({ authorizationStatus: 'NOT_AUTHORIZED' });
  secrets.on(DescribeSecretCommand).rejects(refusal('ResourceNotFoundException'));
  const lines = await told({ models });
  expect(lines).toContain(`✓ model: ${MODEL}`);
  expect(lines).toContain('✗ models.fast.model: the account may not call amazon.nova-micro-v1:0 → allow');
  expect(lines).toContain(`✗ models.own.model key: there is no secret ${own}`);
});

it('looks whether the secret of a model key is there, and never at its value', async () => {
  const arn = 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:lex-chat/openai-AbCdEf';
  secrets.on(DescribeSecretCommand).resolves({ ARN: arn });
  expect(await told({ models: [['', { secretId: arn }]] })).toContain(`✓ model key: secret ${arn}`);
  secrets.on(DescribeSecretCommand).resolves({ ARN: arn, KmsKeyId: '1234abcd' });
  expect(await told({ models: [['', { secretId: arn }]] })).toContain('✗ model key: its secret lies under 1234abcd');
  const secretKmsKeyArns = ['arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd'];
  expect(await told({ models: [['', { secretId: arn }]], secretKmsKeyArns })).toContain(`✓ model key: secret ${arn}`);
  secrets.on(DescribeSecretCommand).resolves({ ARN: arn });
  const model = { secretId: 'lex-chat/openai' };
  expect(await told({ models: [['', model]] })).toContain(
    `not the whole ARN of the secret → set modelKeySecretArn: '${arn}'`,
  );
  secrets.on(DescribeSecretCommand).rejects(refusal('ResourceNotFoundException'));
  expect(await told({ models: [['', model]] })).toContain('✗ model key: there is no secret lex-chat/openai');
  expect(secrets.calls().every(({ firstArg }) => firstArg instanceof DescribeSecretCommand)).toBe(true);
});
