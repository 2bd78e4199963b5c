import { css } from '../css.ts';

/**
 * Colours and the launcher: all that a page carries before the chat is opened.
 *
 * `light-dark()` and relative colours are in every browser since the summer of 2024 (Chrome 123, Firefox 128, Safari 17.5).
 * The text on the accent is black or white, whichever contrasts more: the two cross at CIE lightness 49.4.
 */
export const doorStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  :host(:not([layout='inline'], [hidden])) {
    all: initial !important;
    display: contents !important;
  }
  .root {
    all: initial;
    display: contents;
    color-scheme: light dark;
    --accent: var(--lex-chat-accent, #2f5bea);
    --on-accent: lab(from var(--accent) clamp(0, (49.4 - l) * 999, 100) 0 0);
    --surface: light-dark(#fff, #17191f);
    --text: light-dark(#161a22, #eceef3);
    --line: light-dark(#e3e6ec, #2e323b);
    --focus: light-dark(lab(from var(--accent) min(l, 45) a b), lab(from var(--accent) max(l, 70) a b));
    --shadow: 0 1px 2px rgb(15 20 35 / 0.08), 0 12px 40px rgb(15 20 35 / 0.18);
    --offset: var(--lex-chat-offset, 20px);
    --font:
      var(--lex-chat-font, pretendard variable, pretendard, -apple-system, blinkmacsystemfont, 'Segoe UI', roboto),
      'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif;
    font: 14px/1.5 var(--font);
  }
  .light {
    color-scheme: light;
  }
  .dark {
    color-scheme: dark;
  }
  .root *,
  .root ::before,
  .root ::after {
    box-sizing: border-box;
  }
  button {
    all: unset;
    box-sizing: border-box;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  svg {
    display: block;
    width: 24px;
    height: 24px;
    flex: none;
  }

  .launcher,
  .sorry[popover] {
    position: fixed;
    inset: auto var(--offset) var(--offset) auto;
    margin: 0;
    border: 0;
  }
  .bottom-left > .launcher,
  .bottom-left > .sorry[popover] {
    inset: auto auto var(--offset) var(--offset);
  }
  .launcher {
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    border: 1px solid transparent;
    border-radius: 28px;
    overflow: hidden;
    background: var(--accent);
    color: var(--on-accent);
    box-shadow: var(--shadow);
    transition: scale 0.2s;
  }
  .launcher:hover {
    scale: 1.05;
  }
  .launcher svg {
    width: 28px;
    height: 28px;
  }
  .sorry {
    padding: 16px;
    background: var(--surface);
    color: var(--text);
    word-break: keep-all;
  }
  .sorry[popover] {
    max-width: 260px;
    margin-bottom: 72px;
    border: 1px solid var(--line);
    border-radius: 16px;
    box-shadow: var(--shadow);
  }
  .sorry p {
    margin: 0 0 8px;
  }
  .sorry button {
    padding: 4px 0;
    color: var(--focus);
    font-weight: 600;
  }
  .spin {
    animation: spin 1s linear infinite;
  }
  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .root * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
