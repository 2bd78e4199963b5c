import type { Bot } from './bot.ts';
import { english } from './hello-world/en.ts';
import { korean } from './hello-world/ko.ts';

/** Greets a visitor, asks the name, makes sure of it and greets by name: the shortest dialogue with every step in it. */
export const helloWorld: Bot = {
  Name: 'HelloWorld',
  Description: 'Greets a visitor by name, in Korean and English.',
  DataPrivacy: { ChildDirected: false },
  IdleSessionTTLInSeconds: 600,
  BotLocales: [korean, english],
};
