/** The chat for CDK apps of others. */
export { BotChoice, type BotOptions } from './bot-choice.ts';
export { BUILT_BOTS } from './built-bots.ts';
export type { ChannelProps, Channels } from './channels.ts';
export type { Domain } from './front-door.ts';
export { Knowledge } from './knowledge.ts';
export { LexChat } from './lex-chat.ts';
export type { LexChatProps, Site } from './lex-chat-props.ts';
export { LexChatStack } from './lex-chat-stack.ts';
export type { Limits } from './limits.ts';
export {
  Model,
  type BedrockModelProps,
  type GuardrailProps,
  type ModelOptions,
  type OpenAiCompatibleProps,
} from './model.ts';
export type { ModelOffer } from './offered-models.ts';
export type { Throttle } from './rest-api.ts';
export type { GivenSecret, SecretUnderKey } from './secrets.ts';
export { WebAclStack } from './web-acl-stack.ts';
