import { html, type TemplateResult } from 'lit/html.js';

/** An icon drawn in one line, by the path of that. */
export function stroke(path: string): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d=${path}
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>`;
}
