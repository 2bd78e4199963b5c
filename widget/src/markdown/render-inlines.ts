import { html, nothing } from 'lit/html.js';
import type { Inline, LinkInline } from './block.ts';
import { each } from '../base/each.ts';
import { growingText } from './growing-text.ts';
import type { MarkdownOptions } from './markdown-options.ts';
import { textOf } from './piece.ts';
import { safeAddress, tellsHost } from './safe-address.ts';

/** Shows pieces of text. */
export function renderInlines(inlines: readonly Inline[], options: MarkdownOptions): unknown {
  return each(inlines, inline => renderInline(inline, options), options);
}

export function renderInline(inline: Inline, options: MarkdownOptions): unknown {
  switch (inline.kind) {
    case 'text':
      return growingText(inline.text);
    case 'code':
      return html`<code>${growingText(inline.text)}</code>`;
    case 'break':
      return html`<br />`;
    case 'emphasis':
      return html`<em>${renderInlines(inline.inlines, options)}</em>`;
    case 'strong':
      return html`<strong>${renderInlines(inline.inlines, options)}</strong>`;
    case 'strike':
      return html`<del>${renderInlines(inline.inlines, options)}</del>`;
    case 'link':
      return renderLink(inline, options);
    case 'image':
      return inline.show(inline, options);
  }
}

/** A link that tells the other site nothing and takes nothing from this page, and shows where it leads. */
function renderLink({ address, title, inlines }: LinkInline, options: MarkdownOptions): unknown {
  const label = textOf(inlines);
  const safe = safeAddress(address);
  if (!safe) return label ? renderInlines(inlines, options) : growingText(address);
  return html`<a href=${safe.href} title=${title || nothing} target="_blank" rel="noopener noreferrer"
    >${renderInlines(inlines, options)}${
      tellsHost(label, safe) ? nothing : html`<bdi class="host">${safe.host}</bdi>`
    }</a
  >`;
}
