import { TEXT_MAX_LENGTH } from '@lex-chat/protocol';
import type { Ledger } from '../conversation/limits/ledger.ts';
import type { AnswerInvoker } from '../conversation/ports.ts';
import { atMost } from '../conversation/limits/rate.ts';
import type { Rates } from '../conversation/limits/rates.ts';
import type { HistoryStore } from '../conversation/stores.ts';
import { chooseLocale } from '../identity/locale.ts';
import type { Channel, Said } from './channel.ts';
import { channelConversation, channelMessageId, channelVisitor } from './channel-ids.ts';
import { noticeIn, tongueOf, type Notice } from './words.ts';

/** A channel, and the bot that answers there. */
export interface OpenChannel {
  readonly channel: Channel;
  readonly bot: { readonly name: string; readonly locales: readonly string[] };
}

export interface HearPorts {
  readonly history: Pick<HistoryStore, 'accept' | 'find' | 'page'>;
  readonly rates: Pick<Rates, 'visitor' | 'message'>;
  readonly ledger: Pick<Ledger, 'pass'>;
  readonly invoker: AnswerInvoker;
  readonly note: (event: 'rate-limited') => void;
  readonly warn: (event: string, error: unknown) => void;
}

/** The platform waits for us while this is said, in milliseconds. */
const NOTICE_WITHIN_MS = 1_000;

/** Notices to one person: whoever floods us is not flooded in turn. */
const NOTICES = atMost(2, 1);

/**
 * Stores what people said, and has it answered elsewhere. Delivered again it is the same: what was answered, or failed, is not
 * answered afresh, for whoever said it has been told. Throws `UpstreamError` when something could not be stored: then the platform is to deliver it again.
 */
export async function hear(said: readonly Said[], open: OpenChannel, ports: HearPorts): Promise<void> {
  const addresses = [...new Set(said.map(({ address }) => address))];
  const done = await Promise.allSettled(
    addresses.map(address =>
      hearConversation(
        said.filter(one => one.address === address),
        open,
        ports,
      ),
    ),
  );
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

async function hearConversation(said: readonly Said[], open: OpenChannel, ports: HearPorts): Promise<void> {
  const { channel, bot } = open;
  let waiting: string | undefined;
  for (const one of said) {
    const conversationId = channelConversation(bot.name, channel.name, one.address);
    const kept = await keep(conversationId, one, open, ports);
    if (typeof kept === 'object') waiting = kept.messageId;
    else if (kept !== 'known') await tell(one, kept, open, ports);
  }
  // One worker answers all that waits, oldest first.
  const [first] = said;
  if (first && waiting !== undefined)
    await ports.invoker.invoke(channelConversation(bot.name, channel.name, first.address), waiting);
}

/** Stores one message. `known`: it was stored before, and needs nothing further. */
async function keep(
  conversationId: string,
  { key, person, text }: Said,
  { channel, bot }: OpenChannel,
  { history, rates, note }: HearPorts,
): Promise<{ readonly messageId: string } | 'known' | Notice> {
  if (text === null || text.trim() === '') return 'text-only';
  if (text.length > TEXT_MAX_LENGTH) return 'text-too-long';
  const messageId = channelMessageId(channel.name, key);
  const visitorId = channelVisitor(channel.name, person);
  // Many people share the platform's addresses: each stands for one of their own.
  const passed = await rates.message(visitorId);
  if (passed.ok) {
    const locale = await localeOf(conversationId, text, bot.locales, history);
    const message = {
      id: messageId,
      text: text.replaceAll(/\p{Surrogate}/gu, '\ufffd'),
      attributes: {},
      locale,
      visitorId,
    };
    const { outcome } = await history.accept(conversationId, message, rates.visitor);
    if (outcome === 'stored') return { messageId };
  }
  const exchange = await history.find(conversationId, messageId);
  if (exchange) return exchange.reply || exchange.message.failure !== null ? 'known' : { messageId };
  note('rate-limited');
  return 'rate-limited';
}

/** That of the conversation so far: a dialogue of the bot goes on in the language in which it was begun, whatever a name looks like. */
async function localeOf(
  conversationId: string,
  text: string,
  locales: readonly string[],
  history: HearPorts['history'],
): Promise<string> {
  const { entries } = await history.page(conversationId, 2);
  const last = entries.findLast(entry => entry.role === 'assistant');
  return last?.locale ?? chooseLocale(tongueOf(text), locales);
}

async function tell(
  { address, person, text }: Said,
  notice: Notice,
  { channel, bot }: OpenChannel,
  { ledger, warn }: HearPorts,
): Promise<void> {
  try {
    const passed = await ledger.pass(`${channelVisitor(channel.name, person)}#notices`, NOTICES);
    if (!passed.ok) return;
    const tongue = tongueOf(text ?? '') ?? (bot.locales[0]?.startsWith('ko') ? 'ko' : 'en');
    await channel.say(address, [{ contentType: 'PlainText', content: noticeIn(tongue, notice) }], NOTICE_WITHIN_MS);
  } catch (error) {
    // No reason to have the platform deliver it all again.
    warn('notice-failed', error);
  }
}
