import { html, nothing, type TemplateResult } from 'lit/html.js';
import { chooseFallbackString } from '../strings/fallback-strings.ts';

/** The link that a page offers to whoever the chat cannot help. */
export function otherWay(
  { language }: { readonly language: string },
  href: string | null,
): TemplateResult | typeof nothing {
  return href === null ? nothing : html`<a href=${href}>${chooseFallbackString(language)}</a>`;
}
