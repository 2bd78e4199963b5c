import { directive, Directive, type DirectiveResult } from 'lit/directive.js';
import type { Transcript } from './conversation/transcript.ts';
import { createLazyPart, type LazyPart } from './lazy-part.ts';
import type * as markdownModule from './markdown/markdown.ts';
import type { Markdown, MarkdownOptions } from './markdown/markdown.ts';
import type { parts } from './parts.ts';
import type { Strings } from './strings/strings.ts';
import type { MessageLook } from './view/message.ts';
import { paragraphs, plainCard } from './view/text.ts';

/** How messages are shown: replies as markdown, and cards as cards; as plain text for as long as the code for that is not there. */
export interface MessageLooks {
  /** Fetches the code that is wanted first for what is in `transcript`, or for the reply that is awaited. */
  prepare(transcript: Transcript, isAwaiting: boolean): void;
  /** Asks again for code that did not arrive. */
  retry(): void;
  /** The same object for the same words and hosts, until code has come: whoever sees another one shows all anew. */
  with(strings: Strings, imageHosts: string): MessageLook;
}

/** `adopt` gets the styles of what is shown, once a part; `onChange` hears when messages are to be shown anew. */
export function createMessageLooks(
  load: Pick<typeof parts, 'markdown' | 'card'>,
  adopt: (styles: string) => void,
  onChange: () => void,
): MessageLooks {
  const markdown = styled(load.markdown);
  const card = styled(load.card);
  let seen: Transcript | undefined;
  let shown: readonly unknown[] = [];
  let look: MessageLook | undefined;

  function styled<Part extends { readonly styles: string }>(fetch: () => Promise<Part>): LazyPart<Part> {
    return createLazyPart(async () => {
      const part = await fetch();
      adopt(part.styles);
      return part;
    }, onChange);
  }

  return {
    prepare(transcript, isAwaiting) {
      if (transcript === seen && !isAwaiting) return;
      seen = transcript;
      const replies = transcript.filter(line => line.role === 'assistant');
      if (isAwaiting || replies.length > 0) begin(markdown);
      if (replies.some(({ parts: given }) => given.some(({ kind }) => kind === 'card'))) begin(card);
    },
    retry() {
      for (const part of [markdown, card]) if (part.state.kind === 'failed') fetchQuietly(part);
    },
    with(strings, imageHosts) {
      const given = [markdown.state.kind, card.state.kind, strings, imageHosts];
      if (!look || given.some((value, index) => value !== shown[index])) {
        look = {
          strings,
          showText: textShower(markdown, strings, imageHosts),
          showCard: card.state.kind === 'loaded' ? card.state.part.card : plainCard,
        };
      }
      shown = given;
      return look;
    },
  };
}

function begin(part: LazyPart<unknown>): void {
  if (part.state.kind === 'unloaded') fetchQuietly(part);
}

/** Without its code a message is plain text, and the next reply asks for it again. */
function fetchQuietly(part: LazyPart<unknown>): void {
  part.load().catch(() => undefined);
}

type MarkdownPart = typeof markdownModule;

function textShower({ state }: LazyPart<MarkdownPart>, strings: Strings, imageHosts: string): MessageLook['showText'] {
  if (state.kind !== 'loaded') return paragraphs;
  const { part } = state;
  const options: MarkdownOptions = {
    imageHosts: imageHosts.split(/\s+/).filter(Boolean),
    strings: strings.markdown,
    copy: part.copyText,
  };
  return (text, isWhole) => growingMarkdown(part, text, isWhole, options);
}

type MarkdownArguments = [part: MarkdownPart, text: string, isWhole: boolean, options: MarkdownOptions];

/** Each place in the transcript has a reader of its own, which goes on where it stopped. */
class GrowingMarkdown extends Directive {
  #reader: Markdown | undefined;

  override render(...[part, text, isWhole, options]: MarkdownArguments): unknown {
    this.#reader ??= part.createMarkdown();
    return part.renderBlocks(this.#reader.update(text, isWhole), options);
  }
}

const growingMarkdown: (...given: MarkdownArguments) => DirectiveResult = directive(GrowingMarkdown);
