import type { Entry } from '@lex-chat/protocol';
import type { LexV2Event } from 'aws-lambda';
import type { LanguageModel } from '../conversation/ports.ts';
import { buildPrompt } from '../conversation/model/prompt.ts';
import { MODES } from '../conversation/model/modes.ts';
import type { Hook } from './kit/hook.ts';
import { plainTexts } from './kit/message.ts';
import { close } from './kit/respond.ts';
import { messageIdOf } from './kit/service-attributes.ts';
import { roomIn, splitMessage } from './kit/split-message.ts';
import { readSpoken, writeSpoken } from './model-fallback/spoken.ts';
import { listenTo, type Heard } from './model-fallback/listen-to.ts';
import { wordsIn } from './model-fallback/words.ts';

export interface ModelFallbackPorts {
  readonly model: LanguageModel;
  readonly maxTokens: number;
  /** Hears of a model that failed; never a text. */
  readonly warn: (event: string, error: unknown) => void;
}

/**
 * Has a language model answer what no intent knows: the fulfillment of FallbackIntent, for channels that talk to Lex
 * directly. The answer comes whole, within what Lex waits for and takes; a model that fails, hangs or breaks off still gives
 * an answer. Our own service streams the model itself, so its messages, which bear their id, get none from here.
 */
export function createModelFallback({ model, maxTokens, warn }: ModelFallbackPorts): Hook {
  return async (event, deadline) => {
    if (messageIdOf(event) !== undefined) return close(event, 'Fulfilled', []);
    const spoken = readSpoken(event);
    const question = { role: 'visitor', text: event.inputTranscript } as const;
    const prompt = buildPrompt([...spoken, question].map(toEntry), MODES.chat, maxTokens);
    const heard = await listenTo(model.stream.bind(model, prompt), deadline);
    if (heard.error !== undefined) warn('hook-model-failed', heard.error);

    const words = wordsIn(event.bot.localeId);
    if (heard.text === '') return close(event, 'Failed', plainTexts([words.nothing]));
    const change = { attributes: writeSpoken([...spoken, question, { role: 'assistant', text: heard.text }]) };
    const room = roomIn(close(event, 'Fulfilled', [], change));
    const messages = splitMessage(withLastWord(heard, event), room, words.cut);
    return close(event, 'Fulfilled', plainTexts(messages), change);
  };
}

function withLastWord({ text, end }: Heard, event: LexV2Event): string {
  const words = wordsIn(event.bot.localeId);
  switch (end) {
    case 'complete':
      return text;
    case 'length':
    case 'enough':
      return `${text}…\n\n${words.cut}`;
    case 'filtered':
    case 'broken-off':
      return `${text}…\n\n${words.brokenOff}`;
  }
}

/** What a prompt is built from is what a conversation stores; of an entry it reads no more than role and text. */
function toEntry({ role, text }: { readonly role: Entry['role']; readonly text: string }): Entry {
  if (role === 'visitor') return { role, id: '', text, at: 0, failure: null };
  const source = { kind: 'model', name: '' } as const;
  return { role, id: '', inReplyTo: '', attempt: 1, text, parts: [], locale: '', source, at: 0, reason: 'complete' };
}
