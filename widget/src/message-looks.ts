import { directive, Directive, type DirectiveResult } from 'lit/directive.js';
import type { Transcript } from './conversation/transcript.ts';
import { createLazyPart } from './lazy-part.ts';
import { copyText } from './markdown/copy-text.ts';
import { createMarkdown, type Markdown } from './markdown/create-markdown.ts';
import { meetRareMarkdown, type RareMarkdown } from './markdown/rare-markdown.ts';
import type { MarkdownOptions } from './markdown/markdown-options.ts';
import { renderBlocks } from './markdown/render-blocks.ts';
import type { parts } from './parts.ts';
import type { Strings } from './strings/strings.ts';
import type { MessageLook } from './view/message.ts';
import { plainCard } from './view/text.ts';

/**
 * How messages are shown: replies as markdown, and cards as cards. For as long as the code for cards, or for what is rare
 * in markdown, is not there, those are plain text.
 */
export interface MessageLooks {
  /** Fetches the code that is wanted first for what is in `transcript`. */
  prepare(transcript: Transcript): void;
  /** Asks again for code that did not arrive. */
  retry(): void;
  /** The same object for the same words and hosts, until code has come: whoever sees another one shows all anew. */
  with(strings: Strings, imageHosts: string, under: MessageLook['under']): MessageLook;
}

/** `adopt` gets the styles of what is shown, once a part; `onChange` hears when messages are to be shown anew. */
export function createMessageLooks(
  load: Pick<typeof parts, 'rarities' | 'card'>,
  adopt: (styles: string) => void,
  onChange: () => void,
): MessageLooks {
  const withStyles = async <Part extends { readonly styles: string }>(loading: Promise<Part>) => {
    const part = await loading;
    adopt(part.styles);
    return part;
  };
  const rarities = createLazyPart(() => withStyles(load.rarities()), onChange);
  const card = createLazyPart(() => withStyles(load.card()), onChange);
  const unmet = meetRareMarkdown(rarities.begin);
  let seen: Transcript | undefined;
  let shown: readonly unknown[] = [];
  let look: MessageLook | undefined;

  return {
    prepare(transcript) {
      if (transcript === seen) return;
      seen = transcript;
      if (transcript.some(line => line.role === 'assistant' && line.parts.some(({ kind }) => kind === 'card')))
        card.begin();
    },
    retry() {
      // Without its code a message is plain text, and the next reply asks for it again.
      rarities.retry();
      card.retry();
    },
    with(strings, imageHosts, under) {
      const rare = rarities.part?.rarities ?? unmet;
      const showCard = card.part?.card ?? plainCard;
      const given = [rare, showCard, strings, imageHosts, under];
      if (!look || given.some((value, index) => value !== shown[index])) {
        look = { strings, showText: textShower(rare, strings, imageHosts), showCard, under };
      }
      shown = given;
      return look;
    },
  };
}

function textShower(rare: RareMarkdown, strings: Strings, imageHosts: string): MessageLook['showText'] {
  const options: MarkdownOptions = {
    imageHosts: imageHosts.split(/\s+/).filter(Boolean),
    strings: strings.markdown,
    copy: copyText,
  };
  return (text, isWhole) => growingMarkdown(rare, text, isWhole, options);
}

type MarkdownArguments = [rare: RareMarkdown, text: string, isWhole: boolean, options: MarkdownOptions];

/** Each place in the transcript has a reader of its own, which goes on where it stopped. */
class GrowingMarkdown extends Directive {
  #reader: Markdown | undefined;
  #rare: RareMarkdown | undefined;

  override render(...[rare, text, isWhole, options]: MarkdownArguments): unknown {
    if (rare !== this.#rare) this.#reader = createMarkdown(rare);
    this.#rare = rare;
    return renderBlocks(this.#reader!.update(text, isWhole), options);
  }
}

const growingMarkdown: (...given: MarkdownArguments) => DirectiveResult = directive(GrowingMarkdown);
