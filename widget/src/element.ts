export * from './door-events.ts';
export * from './events.ts';
export { LexChat, type Layout, type Placement, type Theme } from './lex-chat.ts';
