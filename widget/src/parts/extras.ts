import { askedIn } from '../asking/asked.ts';
import { holdPlace } from '../controllers/anchor.ts';
import { updateAtMidnight } from '../controllers/update-at-midnight.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Extras, ExtrasPanel } from './lazy-extras.ts';
import { createLazyPart, type LazyPart } from '../base/lazy-part.ts';
import { copyText } from '../markdown/copy-text.ts';
import type { more as moreParts } from './more.ts';
import { nameDay } from '../view/day.ts';
import { extrasStyles } from '../view/extras-styles.ts';
import { showFiles } from '../view/files.ts';
import { limit } from '../view/limit.ts';
import { createWords } from './words.ts';

/**
 * Makes what a chat has beyond a plain conversation. Each part is there as soon as its code is; until then, and without
 * it, there is what `plain` has. Rejects when the words for it do not arrive.
 */
export async function createExtras(
  { host, load, now, conversation, adopt, onWords, ...panel }: ExtrasPanel,
  plain: Extras,
  more: typeof moreParts,
): Promise<Extras> {
  const words = await createWords(host, load, async language => (await more.words[language]()).more, onWords);
  const post: Conversation['ask'] = (path, body) => conversation().ask(path, body);
  const transcript = () => now().transcript;
  const services = { ...panel, transcript, features: () => now().features, post, copy: copyText };
  const takesFiles = () => now().features.some(feature => feature.startsWith('upload:'));
  let messages = { ...plain.messages, nameDay, showFiles };
  updateAtMidnight(host);
  adopt(extrasStyles);

  const asking = lazy(more.asking, ({ createAsking }) =>
    createAsking(host, { ...services, words: () => words.strings.asking }),
  );
  const attaching = lazy(more.attaching, ({ createAttaching }) =>
    createAttaching(host, { ...services, words: () => words.strings.attaching }),
  );
  const replyTools = lazy(more.replyTools, ({ createReplyTools }) => {
    const changed = () => {
      messages = { ...messages, under: line => tools.under(line) };
      host.requestUpdate();
    };
    const tools = createReplyTools(host, { ...services, words: () => words.strings.replyTools, changed });
    changed();
  });
  const cards = lazy(more.card, ({ card }) => {
    messages = { ...messages, showCard: (...given) => card(...given, words.strings) };
  });

  /** A part whose styles come with it. */
  function lazy<Code extends { readonly styles: string }, Part>(
    fetch: () => Promise<Code>,
    create: (code: Code) => Part,
  ): LazyPart<Part> {
    const fetchAndCreate = async () => {
      const code = await fetch();
      adopt(code.styles);
      return create(code);
    };
    return createLazyPart(fetchAndCreate, () => host.requestUpdate());
  }

  let isTooLong = false;
  const left = () => now().textMaxLength - panel.draft().length;

  /** Tells whoever listens that what they write has become too long. */
  function tellLimit(): void {
    const was = isTooLong;
    isTooLong = left() < 0;
    if (isTooLong && !was) panel.announce(words.strings.charactersOver(-left(), now().textMaxLength));
  }

  host.addController({
    hostUpdate() {
      tellLimit();
      if (host.isConnected) words.follow();
      if (takesFiles()) attaching.begin();
      if (askedIn(transcript())) asking.begin();
      if (transcript().some(line => line.role === 'assistant' && line.parts.some(({ kind }) => kind === 'card')))
        cards.begin();
      if (transcript().some(line => line.role === 'assistant' && line.state === 'done')) replyTools.begin();
    },
  });

  return {
    get failures() {
      return words.strings.failures;
    },
    look(draft) {
      const below = limit(left(), now().textMaxLength, words.strings);
      const look = { ...plain.look(draft), below, ...asking.part?.look(draft) };
      const attached = takesFiles() ? attaching.part?.look() : undefined;
      // Two places at all times: what stands in the first stays as it is, and keeps the focus, when something comes into the other.
      return { ...look, ...attached, above: [look.above, attached?.above] };
    },
    take(value) {
      const answer = { ...plain.take(value)!, ...asking.part?.answer(value) };
      const taken = attaching.part?.take(answer.text);
      return attaching.part ? taken && { ...answer, ...taken } : answer;
    },
    holdPlace,
    get messages() {
      return messages;
    },
    async yourData() {
      const { createYourData, styles } = await more.yourData();
      adopt(styles);
      return createYourData(host, conversation, () => words.strings.yourDataMenu);
    },
    retry() {
      for (const part of [asking, attaching, cards, replyTools]) part.retry();
    },
    forget: () => attaching.part?.forget(),
  };
}
