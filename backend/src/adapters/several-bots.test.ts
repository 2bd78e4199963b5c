import { expect, it } from 'vitest';
import type { IntentRecognizer, Understanding } from '../conversation/ports.ts';
import { createSeveralMemories, createSeveralRecognizers } from './several-bots.ts';

const UNDERSTOOD: Understanding = {
  intent: 'Hello',
  confidence: 1,
  isFallback: false,
  elicits: null,
  messages: [],
  sessionAttributes: {},
};
const never = new AbortController().signal;
const utterance = (conversationId: string) => ({
  conversationId,
  dialogueId: conversationId,
  messageId: 'm1',
  visitorId: 'guest-1',
  text: '안녕',
  locale: 'ko_KR',
  sessionAttributes: {},
});

/** A bot of these locales that is heard under its name. */
const bot = (name: string, locales: readonly string[], heard: string[]): IntentRecognizer => ({
  speaks: locale => locales.includes(locale),
  recognize: async ({ conversationId }) => {
    heard.push(`${name} ${conversationId}`);
    return UNDERSTOOD;
  },
});

it('asks the bot that a conversation is with, in the locales of that bot', async () => {
  const heard: string[] = [];
  const bots = createSeveralRecognizers({
    shop: bot('shop', ['ko_KR', 'en_US'], heard),
    bank: bot('bank', ['ko_KR'], heard),
  });
  expect([bots.speaks('en_US', 'shop.c1'), bots.speaks('en_US', 'bank.c1')]).toEqual([true, false]);
  for (const id of ['bank.c1', 'shop.c1']) await bots.recognize(utterance(id), never);
  expect(heard).toEqual(['bank bank.c1', 'shop shop.c1']);
});

it('has no bot for a conversation with one that there is not, whatever that one is called', async () => {
  const heard: string[] = [];
  const bots = createSeveralRecognizers({ shop: bot('shop', ['ko_KR'], heard) });
  for (const id of ['gone.c1', 'c1', '', '.c1', 'constructor.c1', '__proto__.c1', 'toString.c1']) {
    expect(bots.speaks('ko_KR', id), id).toBe(false);
    await expect(bots.recognize(utterance(id), never)).rejects.toThrow('speaks no locale');
  }
  expect(heard).toEqual([]);
});

it('has a conversation forgotten by its bot alone', async () => {
  const forgotten: string[] = [];
  const memory = (name: string) => ({
    forget: async (id: string) => (forgotten.push(`${name} ${id}`), 'forgotten' as const),
  });
  const memories = createSeveralMemories({ shop: memory('shop'), bank: memory('bank') });
  for (const id of ['bank.c1', 'gone.c1']) await memories.forget(id);
  expect(forgotten).toEqual(['bank bank.c1']);
});
