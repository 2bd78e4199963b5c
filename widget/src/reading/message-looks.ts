import { directive, Directive, type DirectiveResult } from 'lit/directive.js';
import { createLazyPart } from '../base/lazy-part.ts';
import { copyText } from '../markdown/copy-text.ts';
import { createMarkdown, type Markdown } from '../markdown/create-markdown.ts';
import { meetRareMarkdown, type RareMarkdown } from '../markdown/rare-markdown.ts';
import type { MarkdownOptions } from '../markdown/markdown-options.ts';
import { renderBlocks } from '../markdown/render-blocks.ts';
import type { parts } from '../parts/parts.ts';
import type { Strings } from '../strings/strings.ts';
import type { MessageExtras, MessageLook } from '../view/message.ts';

/**
 * How messages are shown: replies as markdown. For as long as the code for what is rare in it is not there, that is plain
 * text.
 */
export interface MessageLooks {
  /** Asks again for code that did not arrive. */
  retry(): void;
  /** The same object for the same words and hosts, until code has come: whoever sees another one shows all anew. */
  with(strings: Strings, imageHosts: string, extras: MessageExtras): MessageLook;
}

/** `adopt` gets the styles of what is rare; `onChange` hears when messages are to be shown anew. */
export function createMessageLooks(
  load: Pick<typeof parts, 'rarities'>,
  adopt: (styles: string) => void,
  onChange: () => void,
): MessageLooks {
  const rarities = createLazyPart(async () => {
    const part = await load.rarities();
    adopt(part.styles);
    return part;
  }, onChange);
  const unmet = meetRareMarkdown(rarities.begin);
  let shown: readonly unknown[] = [];
  let look: MessageLook | undefined;

  return {
    // Without its code a message is plain text, and the next reply asks for it again.
    retry: rarities.retry,
    with(strings, imageHosts, extras) {
      const rare = rarities.part?.rarities ?? unmet;
      const given = [rare, strings, imageHosts, extras];
      if (!look || given.some((value, index) => value !== shown[index])) {
        look = { strings, showText: textShower(rare, strings, imageHosts), ...extras };
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
