import { html, nothing } from 'lit/html.js';
import type { ImageInline } from './block.ts';
import type { MarkdownOptions } from './markdown-options.ts';
import type { RareInlines } from './rare-inlines.ts';
import { renderInline } from './render-inlines.ts';
import { textOf } from './piece.ts';
import { safeAddress } from './safe-address.ts';

/** The image that `link` leads to, of which the link remains unless its host is one that images are shown from. */
export const imageOf: RareInlines['imageOf'] = link => {
  const { address, title } = link;
  return { kind: 'image', address, title, instead: link, show: renderImage };
};

function renderImage({ address, title, instead }: ImageInline, options: MarkdownOptions): unknown {
  const safe = safeAddress(address);
  if (!safe || !/^https?:/.test(safe.href) || !options.imageHosts.includes(safe.host)) {
    return renderInline(instead, options);
  }
  return html`<img src=${safe.href} alt=${textOf([instead])} title=${title || nothing} loading="lazy" referrerpolicy="no-referrer" />`;
}
