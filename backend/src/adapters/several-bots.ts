import { botOf } from '../conversation/conversation-id.ts';
import type { BotMemory, BotPatience, IntentRecognizer } from '../conversation/ports.ts';

/** By the operator's names. */
type Bots<Port> = Readonly<Record<string, Port>>;

/** Has each conversation heard by the bot that it is with. A bot that is not among these speaks no locale, so that the model answers. */
export function createSeveralRecognizers(recognizers: Bots<IntentRecognizer>): IntentRecognizer {
  return {
    speaks: (locale, conversationId) => find(recognizers, conversationId)?.speaks(locale, conversationId) ?? false,
    async recognize(utterance, signal) {
      const recognizer = find(recognizers, utterance.conversationId);
      if (!recognizer) throw new Error('a bot was asked that speaks no locale');
      return recognizer.recognize(utterance, signal);
    },
  };
}

/** Has each conversation forgotten by the bot that it is with. A bot that is not among these is out of reach, and forgets by itself. */
export function createSeveralMemories(memories: Bots<BotMemory>): BotMemory {
  return { forget: async dialogueId => (await find(memories, dialogueId)?.forget(dialogueId)) ?? 'forgotten' };
}

/** Has the bot wait that each conversation is with. */
export function createSeveralPatience(bots: Bots<BotPatience>): BotPatience {
  return { wait: async dialogueId => (await find(bots, dialogueId)?.wait(dialogueId)) ?? 'forgotten' };
}

function find<Port>(bots: Bots<Port>, conversationId: string): Port | undefined {
  const name = botOf(conversationId);
  return Object.hasOwn(bots, name) ? bots[name] : undefined;
}
