import type { Bot } from '@lex-chat/backend/bots/bot';
import { banking } from '@lex-chat/backend/bots/banking';
import { askedSlotsOf } from '@lex-chat/backend/bots/asked-slots';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import type { NamedBot } from '@lex-chat/backend/functions/bots';
import type { Site } from './model/passage.ts';

/** A bot that the laptop's Lex runs. */
export interface LocalBot {
  /** By which a page asks for it. */
  readonly name: string;
  readonly bot: Bot;
  /** Whether the function `hooks` stands behind it; nothing does behind a bot from elsewhere. */
  readonly hasFunction: boolean;
  /** Who the model is that answers beside it. */
  readonly persona?: string;
  /** Whose pages it knows, where it is told of any. */
  readonly site?: Site;
}

/** At least one; the first answers where none is asked for. */
export type LocalBots = readonly [LocalBot, ...LocalBot[]];

/** The bots of this project. */
export const BOTS: LocalBots = [
  {
    name: 'hello-world',
    bot: helloWorld,
    site: 'shop',
    hasFunction: true,
    persona:
      'You are the assistant of Dakgyeol (닥결문구점), a stationery shop in Jeonju. Say so where you do not know.',
  },
  {
    name: 'banking',
    bot: banking,
    site: 'bank',
    hasFunction: true,
    persona:
      'You are the assistant of Hangyeol Bank (한결은행) in Jeonju. You see no accounts and move no money. Say so where you do not know.',
  },
];

/** All bots, with this one in front: in place of one of its name, if there is one. */
export function withFirst(first: LocalBot, bots: LocalBots = BOTS): LocalBots {
  return [first, ...bots.filter(({ name }) => name !== first.name)];
}

/** What the functions are told of a bot that is the `nth` from 0. Ten characters: AWS's command line takes no shorter ids. */
export function namedBot(
  { name, bot, persona, site }: LocalBot,
  nth: number,
  knowledge?: Readonly<Record<Site, string>>,
): NamedBot {
  const number = String(nth + 1).padStart(3, '0');
  return {
    name,
    botId: `LAPTOP${number}B`,
    aliasId: `LAPTOP${number}A`,
    locales: localesOf(bot),
    slots: askedSlotsOf(bot),
    idleSeconds: bot.IdleSessionTTLInSeconds,
    ...(persona && { persona }),
    ...(site && knowledge && { knowledge: knowledge[site] }),
  };
}

export function localesOf({ BotLocales }: Bot): readonly string[] {
  return BotLocales.map(({ LocaleId }) => LocaleId);
}
