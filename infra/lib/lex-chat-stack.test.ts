import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, it } from 'vitest';
import { LexChatStack } from './lex-chat-stack.ts';

let template: Template;
beforeAll(() => (template = Template.fromStack(new LexChatStack(new App(), 'LexChat'))));

it('keeps the table’s logical id, so that an update never replaces the conversations', () => {
  expect(Object.keys(template.findResources('AWS::DynamoDB::GlobalTable'))).toEqual(['Conversations09261EB8']);
});

it('keeps the conversations when the stack is deleted, and restores them to a point in time', () => {
  template.hasResource('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    LocalSecondaryIndexes: [{ IndexName: 'byPlace' }],
    Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
  });
});
