import { FEEDBACK_COMMENT_MAX_LENGTH, type Citation, type Rating } from '@lex-chat/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ReactiveControllerHost } from '../base/reactive-element.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { ReplyLine } from '../conversation/line.ts';
import { LexChatFeedbackEvent } from '../page/feedback-event.ts';
import type { ReplyToolsStrings } from '../strings/more-strings.ts';
import { isWebAddress } from '../view/text.ts';
import { copyIcon, downVoteIcon, doneIcon, upVoteIcon } from './icons.ts';

export { replyToolsStyles as styles } from './styles.ts';

/** What stands below a reply: the pages that it rests on, and what a visitor may do with it. */
export interface ReplyTools {
  under(line: ReplyLine): TemplateResult | typeof nothing;
}

/** What the part needs of the panel around it. */
export interface ReplyToolsPanel {
  readonly post: Conversation['ask'];
  readonly features: () => readonly string[];
  readonly words: () => ReplyToolsStrings;
  /** Whether that worked. */
  readonly copy: (text: string) => Promise<boolean>;
  readonly announce: (text: string) => void;
  /** Something below a reply is another. */
  readonly changed: () => void;
}

/** What somebody has done with a reply, of this visit. */
interface Done {
  readonly rating: Rating | null;
  readonly state: 'quiet' | 'commenting' | 'thanked' | 'failed' | 'copied' | 'not-copied';
}

export function createReplyTools(host: ReactiveControllerHost & Element, panel: ReplyToolsPanel): ReplyTools {
  const done = new Map<string, Done>();

  const doneWith = ({ id, feedback }: ReplyLine): Done =>
    done.get(id) ?? { rating: feedback?.rating ?? null, state: 'quiet' };

  function become(line: ReplyLine, change: Partial<Done>): void {
    const next = { ...doneWith(line), ...change };
    done.set(line.id, next);
    panel.changed();
    const said = next.state === 'commenting' ? panel.words().whatWasWrong : statusOf(next, panel.words());
    if (said) panel.announce(said);
  }

  async function rate(line: ReplyLine, rating: Rating, comment = ''): Promise<void> {
    const former = doneWith(line);
    const feedback = { replyId: line.id, rating, ...(comment && { comment }) };
    if (!host.dispatchEvent(new LexChatFeedbackEvent(line, feedback))) return;
    become(line, { rating, state: rating === 'down' && !comment ? 'commenting' : 'thanked' });
    const answered = await panel.post('/feedback', feedback);
    if (!answered.ok) become(line, { rating: former.rating, state: 'failed' });
  }

  async function copy(line: ReplyLine): Promise<void> {
    become(line, { state: (await panel.copy(line.text)) ? 'copied' : 'not-copied' });
  }

  return {
    under(line) {
      const citations = line.parts.filter(part => part.kind === 'citation');
      const { rating, state } = doneWith(line);
      const words = panel.words();
      const button = (label: string, icon: unknown, isPressed: boolean | undefined, onClick: () => void) =>
        html`<button
          class="tool"
          type="button"
          aria-label=${label}
          title=${label}
          aria-pressed=${isPressed ?? nothing}
          @click=${onClick}
        >
          ${icon}
        </button>`;
      return html`${citations.length > 0 ? citationList(citations, words) : nothing}
        <div class="tools" role="group" aria-label=${words.tools}>
          ${line.text ? button(words.copy, state === 'copied' ? doneIcon : copyIcon, undefined, () => void copy(line)) : nothing}
          ${
            panel.features().includes('feedback')
              ? html`${button(words.up, upVoteIcon, rating === 'up', () => void rate(line, 'up'))}
                ${button(words.down, downVoteIcon, rating === 'down', () => void rate(line, 'down'))}`
              : nothing
          }
          <span class="said ${state}">${statusOf({ rating, state }, words)}</span>
        </div>
        ${
          state === 'commenting'
            ? commentForm(
                words,
                comment => void rate(line, 'down', comment),
                () => become(line, { state: 'thanked' }),
              )
            : nothing
        }`;
    },
  };
}

function statusOf({ state }: Done, words: ReplyToolsStrings): string {
  switch (state) {
    case 'quiet':
    case 'commenting':
      return '';
    case 'thanked':
      return words.thanks;
    case 'failed':
      return words.notRated;
    case 'copied':
      return words.copied;
    case 'not-copied':
      return words.notCopied;
  }
}

function citationList(citations: readonly Citation[], words: ReplyToolsStrings): TemplateResult {
  return html`<div class="citations">
    <p>${words.sources}</p>
    <ol>
      ${citations.map(
        ({ number, title, url }) =>
          html`<li value=${number} dir="auto">
            ${
              url !== null && isWebAddress(url)
                ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>`
                : title
            }
          </li>`,
      )}
    </ol>
  </div>`;
}

function commentForm(words: ReplyToolsStrings, onSend: (comment: string) => void, onSkip: () => void): TemplateResult {
  return html`<form
    class="comment"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const { value } = (event.target as HTMLFormElement).querySelector('textarea')!;
      if (value.trim()) onSend(value.trim());
      else onSkip();
    }}
  >
    <label>
      ${words.whatWasWrong}
      <textarea class="comment-text" rows="2" dir="auto" maxlength=${FEEDBACK_COMMENT_MAX_LENGTH}></textarea>
    </label>
    <div>
      <button type="button" @click=${onSkip}>${words.skip}</button>
      <button class="main" type="submit">${words.sendComment}</button>
    </div>
  </form>`;
}
