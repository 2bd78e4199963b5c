import { App } from 'aws-cdk-lib';
import { LexChatStack } from '../lib/lex-chat-stack.ts';
import { Model } from '../lib/model.ts';

new LexChatStack(new App(), 'LexChat', {
  allowedOrigins: ['https://www.example.com'],
  model: Model.bedrock({ model: 'amazon.nova-lite-v1:0' }),
});
