import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { MoreStrings } from '../strings/more-strings.ts';

/** From how many characters before the limit the visitor is told of it. */
const NEAR = 200;

/** Tells a visitor how much more they may write, of `most`, once that is little, or how much is too much: in UTF-16 code units. */
export function limit(left: number, most: number, strings: MoreStrings): TemplateResult | typeof nothing {
  if (left > NEAR) return nothing;
  return html`<p id="limit" class="limit ${left < 0 ? 'exceeded' : ''}">${left < 0 ? strings.charactersOver(-left, most) : strings.charactersLeft(left)}</p>`;
}
