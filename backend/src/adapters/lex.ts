import {
  LexRuntimeV2Client,
  RecognizeTextCommand,
  type Message,
  type RecognizeTextCommandOutput,
} from '@aws-sdk/client-lex-runtime-v2';
import { MESSAGE_ATTRIBUTE, VISITOR_ATTRIBUTE } from '../conversation/own-attributes.ts';
import type { BotMessage, IntentRecognizer, Understanding } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import type { LexBot } from './lex-bot.ts';
import { inspectLex } from './lex-inspection.ts';

/** The intent that Lex falls back to when nothing fits. Its signature, not its name, makes it so, but the runtime tells only the name. */
const FALLBACK_INTENTS: ReadonlySet<string> = new Set(['FallbackIntent', 'AMAZON.FallbackIntent']);

const SSML_TAG = /<[^>]*>/g;

/**
 * Amazon Lex V2 by its runtime API. `client` must not retry: a second RecognizeText moves the dialogue a second time.
 */
export function createLexRecognizer(client: LexRuntimeV2Client, bot: LexBot): IntentRecognizer {
  const { botId, aliasId, locales } = bot;
  return {
    speaks: locale => locales.includes(locale),
    async recognize({ dialogueId, messageId, visitorId, text, locale, sessionAttributes }, signal) {
      const command = new RecognizeTextCommand({
        botId,
        botAliasId: aliasId,
        localeId: locale,
        sessionId: dialogueId,
        text,
        // Lex replaces its attributes by these, so they are all of them.
        sessionState: {
          sessionAttributes: { ...sessionAttributes, [MESSAGE_ATTRIBUTE]: messageId, [VISITOR_ATTRIBUTE]: visitorId },
        },
      });
      try {
        return toUnderstanding(await client.send(command, { abortSignal: signal }), bot);
      } catch (error) {
        throw new UpstreamError('lex', { cause: error });
      }
    },
  };
}

function toUnderstanding(
  { sessionState, interpretations, messages = [] }: RecognizeTextCommandOutput,
  bot: LexBot,
): Understanding {
  const intent = sessionState?.intent?.name ?? '';
  const best = interpretations?.find(interpretation => interpretation.intent?.name === intent);
  return {
    intent,
    confidence: best?.nluConfidence?.score ?? null,
    isFallback: intent === '' || FALLBACK_INTENTS.has(intent),
    elicits: elicitation(intent, sessionState?.dialogAction, bot),
    messages: messages.flatMap(toBotMessage),
    sessionAttributes: sessionState?.sessionAttributes ?? {},
    inspection: inspectLex({ sessionState, interpretations }),
  };
}

function elicitation(
  intent: string,
  action: NonNullable<RecognizeTextCommandOutput['sessionState']>['dialogAction'],
  { slots = {}, idleSeconds }: LexBot,
): Understanding['elicits'] {
  if (action?.type !== 'ElicitSlot' && action?.type !== 'ConfirmIntent') return null;
  const slot = action.type === 'ElicitSlot' ? (action.slotToElicit ?? null) : null;
  const name = `${intent}.${slot}`;
  const { type, obfuscated } = (slot !== null && Object.hasOwn(slots, name) && slots[name]) || {};
  return {
    intent,
    slot,
    ...(type !== undefined && { slotType: type }),
    ...(obfuscated && { obfuscated }),
    ...(idleSeconds !== undefined && { idleSeconds }),
  };
}

function toBotMessage({ contentType, content, imageResponseCard }: Message): BotMessage[] {
  switch (contentType) {
    case 'ImageResponseCard': {
      if (!imageResponseCard) return [];
      const { title = '', subtitle = null, imageUrl = null, buttons = [] } = imageResponseCard;
      return [
        {
          kind: 'card',
          title,
          subtitle,
          imageUrl,
          buttons: buttons.map(({ text = '', value = '' }) => ({ text, value })),
        },
      ];
    }
    case 'CustomPayload':
      return content ? [{ kind: 'payload', content }] : [];
    case 'SSML':
      return content ? [{ kind: 'text', text: content.replace(SSML_TAG, '').trim() }] : [];
    case 'PlainText':
    case undefined:
      return content ? [{ kind: 'text', text: content }] : [];
  }
}
