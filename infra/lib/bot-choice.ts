import type { AskedSlots } from '@lex-chat/backend/bots/asked-slots';
import type { Bot } from '@lex-chat/backend/bots/bot';
import type { NamedBot, NamedBots } from '@lex-chat/backend/functions/bots';
import { isBotName } from '@lex-chat/protocol';
import { Token } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ConfigError } from './config/config-error.ts';
import type { Knowledge } from './knowledge.ts';
import { LexBot, type AnsweringBot } from './lex-bot.ts';
import { ALIAS } from './config/possible-values.ts';

export interface BotOptions {
  /**
   * Who the model is that answers beside this bot, in a few sentences.
   * @default - the chat's `persona`
   */
  readonly persona?: string;
  /**
   * What the model is told of this bot's own pages.
   * @default - the chat's `knowledge`
   */
  readonly knowledge?: Knowledge;
}

/** What the runtime of a bot does not tell. */
export interface ExistingBotOptions extends BotOptions {
  /**
   * What is known of the slots that it asks for, by `Intent.Slot`: their built-in types, and which are obfuscated.
   * @default - visitors write whatever is asked for as text, and it shows
   */
  readonly slots?: AskedSlots;
  /**
   * Its idle session time-out.
   * @default - visitors are not told before the bot forgets what it asked for
   */
  readonly idleSeconds?: number;
}

/** A bot that hears messages before the model does. */
export class BotChoice {
  /** A bot built from its definition, with the service's own function behind its intents. */
  static define(bot: Bot, options: BotOptions = {}): BotChoice {
    return new BotChoice((scope, id, hook) => new LexBot(scope, id, { bot, codeHook: hook() }), options);
  }

  /**
   * A bot that exists already, in the account and region of the stack, by its id and that of an alias. It keeps the functions
   * that stand behind it. Throws a `ConfigError` for the test alias (`TSTALIASID`), which allows two conversations at once and no more, and
   * without a locale.
   */
  static existing(
    botId: string,
    aliasId: string,
    locales: readonly string[],
    { slots, idleSeconds, ...options }: ExistingBotOptions = {},
  ): BotChoice {
    if (!Token.isUnresolved(aliasId) && !ALIAS.isGood(aliasId))
      throw new ConfigError([`aliasId is ${aliasId}: it should be ${ALIAS.cure}`]);
    if (locales.length === 0) throw new ConfigError(['locales is empty: it should be those of the bot, such as ko_KR']);
    const known = { ...(slots && { slots }), ...(idleSeconds !== undefined && { idleSeconds }) };
    return new BotChoice(() => ({ botId, aliasId, locales, ...known }), options);
  }

  /** Makes what has to be made. `hook` gives the function behind the bots, and is not called where there need be none. */
  readonly bind: (scope: Construct, id: string, hook: () => IFunction) => AnsweringBot;

  readonly persona: string | undefined;
  readonly knowledge: Knowledge | undefined;

  private constructor(bind: BotChoice['bind'], { persona, knowledge }: BotOptions) {
    this.bind = bind;
    this.persona = persona;
    this.knowledge = knowledge;
  }
}

/** The bots under their names, with one function behind all that need one. */
export function bindBots(
  scope: Construct,
  choices: Readonly<Record<string, BotChoice>>,
  createHook: () => IFunction,
): NamedBots {
  const strange = Object.keys(choices).filter(name => !isBotName(name));
  if (strange.length > 0)
    throw new Error(`bots is ${strange.join(', ')}: a name should be 1 to 40 letters, digits, - or _`);

  let made: IFunction | undefined;
  const hook = () => (made ??= createHook());
  const bots = new Construct(scope, 'Bots');
  const [first, ...others] = Object.entries(choices).map(([name, choice]): NamedBot => {
    const { botId, aliasId, locales, slots, idleSeconds } = choice.bind(bots, name, hook);
    const { persona, knowledge } = choice;
    return {
      name,
      botId,
      aliasId,
      locales,
      ...(slots && { slots }),
      ...(idleSeconds !== undefined && { idleSeconds }),
      ...(persona !== undefined && { persona }),
      ...(knowledge && { knowledge: knowledge.variable }),
    };
  });
  if (!first) throw new Error('bots is empty: leave it out for the hello-world bot');
  return [first, ...others];
}
