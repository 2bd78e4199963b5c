export * from './door-events.ts';
export * from './events.ts';
export type { Layout } from './layout.ts';
export { LexChat, type Placement, type Theme } from './lex-chat.ts';
export type { VisitorProfile } from './panel-host.ts';
export type { OwnStrings } from './strings/own-words.ts';
