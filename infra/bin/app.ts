import { App } from 'aws-cdk-lib';
import { LexChatStack } from '../lib/lex-chat-stack.ts';

new LexChatStack(new App(), 'LexChat');
