import { banking } from '@lex-chat/backend/bots/banking';
import type { Bot } from '@lex-chat/backend/bots/bot';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import type { BotName } from './config/config.ts';

/** The bots that a deployment can choose by their names. */
export const BUILT_BOTS: Readonly<Record<BotName, Bot>> = { 'hello-world': helloWorld, banking };
