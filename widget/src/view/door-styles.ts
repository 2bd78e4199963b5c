import { css } from '../base/css.ts';

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
    --lex-accent: var(--lex-chat-accent, #2f5bea);
    --lex-on-accent: lab(from var(--lex-accent) clamp(0, (49.4 - l) * 999, 100) 0 0);
    --lex-surface: light-dark(#fff, #17191f);
    --lex-text: light-dark(#161a22, #eceef3);
    --lex-line: light-dark(#e3e6ec, #2e323b);
    --lex-focus: light-dark(lab(from var(--lex-accent) min(l, 45) a b), lab(from var(--lex-accent) max(l, 70) a b));
    --lex-shadow: 0 1px 2px rgb(15 20 35 / 0.08), 0 12px 40px rgb(15 20 35 / 0.18);
    --lex-offset: var(--lex-chat-offset, 20px);
    --lex-corner: auto var(--lex-offset) var(--lex-offset) auto;
    --lex-font:
      var(--lex-chat-font, pretendard variable, pretendard, -apple-system, blinkmacsystemfont, 'Segoe UI', roboto),
      'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif;
    font: 14px/1.5 var(--lex-font);
  }
  .light {
    color-scheme: light;
  }
  .dark {
    color-scheme: dark;
  }
  .bottom-left {
    --lex-corner: auto auto var(--lex-offset) var(--lex-offset);
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
    outline: 2px solid var(--lex-focus);
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
    inset: var(--lex-corner);
    margin: 0;
    border: 0;
  }
  .launcher {
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    border: 1px solid transparent;
    border-radius: 28px;
    overflow: hidden;
    background: var(--lex-accent);
    color: var(--lex-on-accent);
    box-shadow: var(--lex-shadow);
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
    background: var(--lex-surface);
    color: var(--lex-text);
    word-break: keep-all;
  }
  .sorry[popover] {
    max-width: 260px;
    margin-bottom: 72px;
    border: 1px solid var(--lex-line);
    border-radius: 16px;
    box-shadow: var(--lex-shadow);
  }
  .sorry p {
    margin: 0 0 8px;
  }
  .sorry :is(a, button) {
    margin-inline-end: 16px;
    padding: 4px 0;
    color: var(--lex-focus);
    font-weight: 600;
  }
  .launcher[aria-busy='true'] svg {
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
