import { directive, Directive, type DirectiveResult } from 'lit/directive.js';
import { createLazyPart, type LazyState } from './lazy-part.ts';
import type * as markdownModule from './markdown/markdown.ts';
import type { Markdown, MarkdownOptions } from './markdown/markdown.ts';
import type { Strings } from './strings/strings.ts';
import { paragraphs, type ShowText } from './view/text.ts';

/** Shows replies as markdown, and as plain text for as long as the code for that is not there. */
export interface ReplyText {
  /** Fetches the code, unless it is there or on its way. */
  load(): void;
  /** The same function for the same words and hosts, until the code has come. */
  showWith(strings: Strings, imageHosts: string): ShowText;
}

type Part = typeof markdownModule;

/** `adopt` gets the styles of what is shown, once; `onChange` hears when texts are to be shown anew. */
export function createReplyText(
  fetch: () => Promise<Part>,
  adopt: (styles: Part['markdownStyles']) => void,
  onChange: () => void,
): ReplyText {
  const lazy = createLazyPart(async () => {
    const part = await fetch();
    adopt(part.markdownStyles);
    return part;
  }, onChange);
  let shown: readonly unknown[] = [];
  let show: ShowText = paragraphs;

  return {
    load() {
      // Without the code the text is plain, and the next reply asks for it again.
      lazy.load().catch(() => undefined);
    },
    showWith(strings, imageHosts) {
      const given = [lazy.state.kind, strings, imageHosts];
      if (given.some((value, index) => value !== shown[index])) show = showerOf(lazy.state, strings, imageHosts);
      shown = given;
      return show;
    },
  };
}

function showerOf(state: LazyState<Part>, strings: Strings, imageHosts: string): ShowText {
  if (state.kind !== 'loaded') return paragraphs;
  const { part } = state;
  const options: MarkdownOptions = {
    imageHosts: imageHosts.split(/\s+/).filter(Boolean),
    strings: strings.markdown,
    copy: part.copyText,
  };
  return (text, isWhole) => growingMarkdown(part, text, isWhole, options);
}

/** Each place in the transcript has a reader of its own, which goes on where it stopped. */
class GrowingMarkdown extends Directive {
  #reader: Markdown | undefined;

  override render(...[part, text, isWhole, options]: MarkdownArguments): unknown {
    this.#reader ??= part.createMarkdown();
    return part.renderBlocks(this.#reader.update(text, isWhole), options);
  }
}

type MarkdownArguments = [part: Part, text: string, isWhole: boolean, options: MarkdownOptions];

const growingMarkdown: (...given: MarkdownArguments) => DirectiveResult = directive(GrowingMarkdown);
