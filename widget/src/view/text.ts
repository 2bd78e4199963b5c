import { html, type TemplateResult } from 'lit';

/** Only what may stand unescaped in an address, so that a Korean particle behind one is not taken for a part of it. */
const ADDRESS = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/g;

/** Marks that more often end a sentence than an address. */
const TRAILING = /[.,:;!?'")\]]+$/;

/** Shows the text of a bubble. `isWhole` says that no more of it will come. */
export type ShowText = (text: string, isWhole: boolean) => unknown;

/** Plain text as paragraphs, parted by blank lines, with its web addresses as links. */
export function paragraphs(text: string): readonly TemplateResult[] {
  return text.split(/\n\s*\n/).map(paragraph => html`<p dir="auto">${linked(paragraph.trim())}</p>`);
}

function linked(text: string): readonly (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, '');
    if (!isWebAddress(address)) continue;
    pieces.push(text.slice(end, match.index), link(address, address));
    end = match.index + address.length;
  }
  return [...pieces, text.slice(end)];
}

/** A link that tells the other site nothing and takes nothing from this page. */
export function link(address: string, label: string): TemplateResult {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${label}</a>`;
}

/** Whether an address from a bot may become a link: `javascript:` and its kin may not. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
