import type { ResponseCard } from '@lex-chat/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CardStrings } from '../strings/more-strings.ts';
import { isWebAddress } from './text.ts';

export { cardStyles as styles } from './card-styles.ts';

/**
 * A response card of Lex. Its image stays a link: loading it would tell a host that the site did not name who reads.
 * `live` says whether its buttons still answer the question they were asked with.
 */
export function card(
  { title, subtitle, imageUrl, buttons }: ResponseCard,
  live: boolean,
  onChoose: (value: string) => void,
  strings: CardStrings,
): TemplateResult {
  return html`<div class="card" part="card">
    <div class="about">
      <p class="card-title" dir="auto">${title}</p>
      ${subtitle ? html`<p class="card-subtitle" dir="auto">${subtitle}</p>` : nothing}
      ${imageUrl && isWebAddress(imageUrl) ? html`<p class="card-image"><a href=${imageUrl} target="_blank" rel="noopener noreferrer">${strings.image}</a></p>` : nothing}
    </div>
    ${
      buttons.length > 0
        ? html`<div class="choices" role="group" aria-label=${strings.choices}>
            ${buttons.map(
              ({ text, value }) =>
                html`<button type="button" dir="auto" ?disabled=${!live} @click=${() => onChoose(value)}>${text}</button>`,
            )}
          </div>`
        : nothing
    }
  </div>`;
}
