import { html, nothing, render } from 'lit/html.js';
import { adoptStyles, css } from '../base/css.ts';

/** Those that have its style sheet, which outlives the panel. */
const dressed = new WeakSet<ShadowRoot>();

/** There is no room for more figures. */
const MOST = 99;

/** Shows over the launcher how many replies nobody has seen, and takes that away when there is none. `words` says it to those who listen. */
export function showUnread(root: ShadowRoot, count: number, words: string): void {
  const launcher = root.querySelector<HTMLElement>('.launcher');
  if (!launcher) return;
  if (!dressed.has(root)) adoptStyles(root, badgeStyles);
  dressed.add(root);
  // Drawn rather than written: it is no part of what the button is called.
  const badge = html`<span class="badge" part="badge" data-count=${count > MOST ? `${MOST}+` : count}></span>`;
  render(count > 0 ? badge : nothing, launcher);
  if (count > 0) launcher.setAttribute('aria-description', words);
  else launcher.removeAttribute('aria-description');
}

const badgeStyles = css`
  .launcher {
    overflow: visible;
  }
  .badge {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -4px;
    min-width: 24px;
    padding: 0 6px;
    border: 2px solid var(--lex-surface);
    border-radius: 12px;
    background: #c4281c;
    color: #fff;
    font: 600 12px/20px var(--lex-font);
    text-align: center;
  }
  .badge::before {
    content: attr(data-count);
  }
`;
