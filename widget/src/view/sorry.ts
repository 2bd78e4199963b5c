import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { DoorStrings } from '../strings/door-strings.ts';
import { otherWay } from './other-way.ts';

/** What a visitor gets in place of the panel when its code is not to be had. */
export function sorry(
  strings: DoorStrings,
  inline: boolean,
  fallback: string | null,
  onRetry: () => void,
): TemplateResult {
  return html`<div class="sorry" role="alert" popover=${inline ? nothing : 'manual'}>
    <p>${strings.loadFailed}</p>
    <button type="button" @click=${onRetry}>${strings.loadAgain}</button>
    ${otherWay(strings, fallback)}
  </div>`;
}
