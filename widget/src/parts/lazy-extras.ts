import type { UploadReceipt } from '@lex-chat/protocol';
import { nothing } from 'lit/html.js';
import { askedIn } from '../asking/asked.ts';
import type { AskingPanel } from '../asking/asking.ts';
import type { Conversation, ConversationState } from '../conversation/conversation.ts';
import { createLazyPart, ignore } from '../base/lazy-part.ts';
import type { PanelHost } from '../page/panel-host.ts';
import type { HoldPlace } from '../controllers/stick-to-end.ts';
import type { parts } from './parts.ts';
import type { MoreStrings } from '../strings/more-strings.ts';
import type { ComposerLook } from '../view/composer.ts';
import type { MessageExtras } from '../view/message.ts';
import { plainCard } from '../view/text.ts';
import type { YourData } from '../your-data/your-data.ts';

/**
 * What a chat has beyond a plain conversation: days, cards, help with what Lex asks for, files, tools below replies, the
 * visitor's data.
 */
export interface Extras {
  /** Why something failed; without them it is only said that it did. */
  readonly failures?: MoreStrings['failures'];
  look(draft: string): ComposerLook;
  /** What is sent of what stands in the field; undefined where it cannot be yet, which the visitor is told. */
  take(value: string): Taken | undefined;
  /** For a reader who has left the end of the transcript: browsers hold their place by themselves, as far as they do. */
  readonly holdPlace: HoldPlace;
  /** Another object whenever messages are to be shown anew. */
  readonly messages: MessageExtras;
  yourData(): Promise<YourData>;
  /** Asks again for code that did not arrive. */
  retry(): void;
  /** What belonged to a conversation that is over goes with it. */
  forget(): void;
}

export interface Taken {
  /** Empty where nothing is to be sent. */
  readonly text: string;
  readonly obfuscated: boolean;
  readonly files?: readonly UploadReceipt[];
  /** To be called once it was sent. */
  sent?(): void;
}

/** What they need of the panel around them. */
export interface ExtrasPanel extends Pick<AskingPanel, 'setDraft' | 'say' | 'announce' | 'focus' | 'enter'> {
  readonly host: PanelHost;
  readonly load: typeof parts;
  readonly now: () => ConversationState;
  readonly hasLeftEnd: () => boolean;
  readonly draft: () => string;
  readonly conversation: () => Conversation;
  readonly adopt: (styles: string) => void;
  /** Their words are others. */
  readonly onWords: () => void;
}

export interface LazyExtras {
  /** They, or what there is without them. */
  readonly now: Extras;
  /** Whether what is asked for is to be hidden. */
  readonly isHidden: boolean;
  readonly yourData: () => Promise<YourData>;
  /** Calls back once they are there, or could not be had. */
  whenTried(act: () => void): void;
  /** Asks again for code that did not arrive. */
  retry(): void;
}

/** An answer is read before it is judged: until then, in milliseconds, the network is its own. */
const LATER_MS = 2_000;

/** Fetches the code for what goes beyond a plain conversation once there is something that needs it, or an answer has been read. */
export function createLazyExtras(panel: ExtrasPanel): LazyExtras {
  const { host, load, now } = panel;
  const extras = createLazyPart(
    async () => {
      const { more } = await load.more();
      return (await more.extras()).createExtras(panel, plain, more);
    },
    () => panel.onWords(),
  );
  const isHidden = () => askedIn(now().transcript)?.wants.obfuscated === true;
  const plain: Extras = {
    look: () => ({
      above: nothing,
      below: nothing,
      button: nothing,
      field: null,
      obfuscated: isHidden(),
      isReady: false,
    }),
    take: value => ({ text: value.trim(), obfuscated: isHidden() }),
    holdPlace: () => ignore,
    messages: { under: () => nothing, showCard: plainCard, showFiles: () => undefined, nameDay: () => null },
    yourData: async () => (await extras.load()).yourData(),
    retry: extras.retry,
    forget: ignore,
  };
  const begun = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const current = () => extras.part ?? plain;

  host.addController({
    hostUpdate() {
      const { earlier, failure, features, textMaxLength, transcript } = now();
      const isWanted =
        failure ||
        earlier === 'some' ||
        panel.hasLeftEnd() ||
        panel.draft().length > textMaxLength / 2 ||
        features.some(feature => feature.startsWith('upload:'));
      if (
        isWanted ||
        transcript.some(
          line =>
            line.state === 'failed' ||
            (line.role === 'assistant' && line.parts.length > 0) ||
            // Of another day, perhaps.
            (line.at ?? begun) < begun,
        )
      )
        extras.begin();
      else if (transcript.some(({ role, state }) => role === 'assistant' && state === 'done'))
        timer ??= setTimeout(extras.begin, LATER_MS);
    },
    hostDisconnected() {
      clearTimeout(timer);
      timer = undefined;
    },
  });

  return {
    get now() {
      return current();
    },
    get isHidden() {
      return isHidden();
    },
    yourData: () => current().yourData(),
    whenTried: act => void extras.load().then(act, act),
    retry: () => current().retry(),
  };
}
