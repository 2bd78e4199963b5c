import type { Bot, Intent } from './bot.ts';

/**
 * The bot with a language model behind its FallbackIntent, for channels that talk to Lex directly. Our own service needs none
 * of it: it streams the model's answer itself when a bot has nothing to say.
 */
export function withModelFallback(bot: Bot): Bot {
  return {
    ...bot,
    BotLocales: bot.BotLocales.map(locale => ({ ...locale, Intents: locale.Intents.map(withHook) })),
  };
}

function withHook(intent: Intent): Intent {
  return intent.ParentIntentSignature === 'AMAZON.FallbackIntent'
    ? { ...intent, FulfillmentCodeHook: { ...intent.FulfillmentCodeHook, Enabled: true } }
    : intent;
}
