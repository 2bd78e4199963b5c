import { bankingLocale } from './banking/dialogue.ts';
import { english } from './banking/en.ts';
import { korean } from './banking/ko.ts';
import type { Bot } from './bot.ts';

/**
 * Tells balances and moves money between a visitor's own accounts: slots of its own types, a confirmation, and a
 * Lambda function (`src/hooks/banking.ts`) that hears each turn. Banks and money are invented.
 */
export const banking: Bot = {
  Name: 'Banking',
  Description: 'Checks balances and transfers money between accounts, in Korean and English.',
  DataPrivacy: { ChildDirected: false },
  IdleSessionTTLInSeconds: 600,
  BotLocales: [bankingLocale(korean), bankingLocale(english)],
};
