import { html, nothing } from 'lit/html.js';
import type { Inline } from './block.ts';
import { each } from '../each.ts';
import { growingText } from './growing-text.ts';
import { textOf } from './piece.ts';
import { safeAddress, tellsHost } from './safe-address.ts';

/** Shows pieces of text. Images come from `imageHosts` only; of others there is a link. */
export function renderInlines(
  inlines: readonly Inline[],
  imageHosts: readonly string[],
  place: Place = 'text',
): unknown {
  return each(inlines, inline => renderInline(inline, imageHosts, place), imageHosts);
}

type Place = 'text' | 'link';

function renderInline(inline: Inline, imageHosts: readonly string[], place: Place): unknown {
  switch (inline.kind) {
    case 'text':
      return growingText(inline.text);
    case 'code':
      return html`<code>${growingText(inline.text)}</code>`;
    case 'break':
      return html`<br />`;
    case 'emphasis':
      return html`<em>${renderInlines(inline.inlines, imageHosts, place)}</em>`;
    case 'strong':
      return html`<strong>${renderInlines(inline.inlines, imageHosts, place)}</strong>`;
    case 'strike':
      return html`<del>${renderInlines(inline.inlines, imageHosts, place)}</del>`;
    case 'link':
      return renderLink(inline, imageHosts);
    case 'image':
      return renderImage(inline, imageHosts, place);
  }
}

/** A link that tells the other site nothing and takes nothing from this page, and shows where it leads. */
function renderLink(
  { address, title, inlines }: Target & { readonly inlines: readonly Inline[] },
  imageHosts: readonly string[],
): unknown {
  const label = textOf(inlines);
  const safe = safeAddress(address);
  if (!safe) return label ? renderInlines(inlines, imageHosts, 'link') : growingText(address);
  return html`<a href=${safe.href} title=${title || nothing} target="_blank" rel="noopener noreferrer"
    >${renderInlines(inlines, imageHosts, 'link')}${
      tellsHost(label, safe) ? nothing : html`<bdi class="host">${safe.host}</bdi>`
    }</a
  >`;
}

function renderImage(
  { address, title, alternative }: Target & { readonly alternative: string },
  imageHosts: readonly string[],
  place: Place,
): unknown {
  const safe = safeAddress(address);
  if (safe && /^https?:/.test(safe.href) && imageHosts.includes(safe.host)) {
    return html`<img src=${safe.href} alt=${alternative} title=${title || nothing} loading="lazy" referrerpolicy="no-referrer" />`;
  }
  // A link within a link is none.
  if (place === 'link') return growingText(alternative);
  return renderLink({ address, title, inlines: [{ kind: 'text', text: alternative }] }, imageHosts);
}

interface Target {
  readonly address: string;
  readonly title: string;
}
