export * from './door-events.ts';
export * from './events.ts';
export type { Layout } from './layout.ts';
export { LexChat, type Placement, type Theme } from './lex-chat.ts';
export type { VisitorProfile } from './panel-host.ts';
export type { OwnStrings } from './strings/own-words.ts';
export type { VisitorTokenSource } from './conversation/site-visitor.ts';
export type { ReplyLine } from './conversation/transcript.ts';
export type { FailureCode, Part } from '@lex-chat/protocol';
