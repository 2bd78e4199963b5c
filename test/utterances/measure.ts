import { LexRuntimeV2Client, RecognizeTextCommand } from '@aws-sdk/client-lex-runtime-v2';
import type { Bot } from '@lex-chat/backend/bots/bot';
import { startLexServer } from '@lex-chat/demo/lex/server';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { readFileSync } from 'node:fs';

/** Something a person might type, and the intent they mean. */
export interface Utterance {
  readonly locale: string;
  readonly text: string;
  readonly intent: string;
  readonly kind: string;
}

export interface Measured {
  readonly utterance: Utterance;
  /** The intent that the laptop's Lex took it for. */
  readonly heard: string;
}

/** Which share of what is in scope got its intent, and of what is not went to FallbackIntent. */
export interface Share {
  readonly locale: string;
  readonly inScope: { readonly right: number; readonly of: number };
  readonly outOfScope: { readonly right: number; readonly of: number };
}

export function readUtterances(name: string): readonly Utterance[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Utterance[];
}

/** Says every utterance to the laptop's Lex, over its wire, each in a session of its own. */
export async function measure(bot: Bot, utterances: readonly Utterance[]): Promise<readonly Measured[]> {
  // Whatever the bot's functions would do, they do not choose the intent.
  const codeHook = async () => ({ sessionState: { dialogAction: { type: 'Delegate' } } });
  const lex = await startLexServer({ bots: [{ botId: 'BOT', aliasId: 'ALIAS', bot, codeHook }] });
  const client = new LexRuntimeV2Client({
    endpoint: lex.url,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
  try {
    const measured: Measured[] = [];
    for (const [i, utterance] of utterances.entries()) {
      const session = { botId: 'BOT', botAliasId: 'ALIAS', localeId: utterance.locale, sessionId: `utterance-${i}` };
      const { interpretations } = await client.send(new RecognizeTextCommand({ ...session, text: utterance.text }));
      measured.push({ utterance, heard: interpretations?.[0]?.intent?.name ?? '' });
    }
    return measured;
  } finally {
    client.destroy();
    await lex.close();
  }
}

export function shares(measured: readonly Measured[]): readonly Share[] {
  return [...new Set(measured.map(({ utterance }) => utterance.locale))].map(locale => {
    const here = measured.filter(({ utterance }) => utterance.locale === locale);
    return {
      locale,
      inScope: count(here.filter(({ utterance }) => utterance.intent !== FALLBACK)),
      outOfScope: count(here.filter(({ utterance }) => utterance.intent === FALLBACK)),
    };
  });
}

const FALLBACK = 'FallbackIntent';

function count(measured: readonly Measured[]): Share['inScope'] {
  return { right: measured.filter(({ utterance, heard }) => utterance.intent === heard).length, of: measured.length };
}
