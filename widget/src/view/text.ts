import type { ResponseCard } from '@lex-chat/protocol';
import { html, type TemplateResult } from 'lit/html.js';

/** Plain text as paragraphs, parted by blank lines. */
export function paragraphs(text: string): readonly TemplateResult[] {
  return text.split(/\n\s*\n/).map(paragraph => html`<p dir="auto">${paragraph.trim()}</p>`);
}

/** A card as text, whose answers a visitor may type. */
export function plainCard({ title, subtitle, buttons }: ResponseCard): TemplateResult {
  const lines = [title, subtitle ?? '', ...buttons.map(({ text }) => `– ${text}`)];
  return html`<div class="bubble" part="reply">${paragraphs(lines.filter(Boolean).join('\n'))}</div>`;
}

/** Whether an address from a bot may become a link: `javascript:` and its kin may not. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
