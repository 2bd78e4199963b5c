import { css } from '../base/css.ts';

/** The window itself: its place on the page, its colours, its header and its notice. */
export const frameStyles = css`
  .panel {
    all: initial;
    --lex-bubble: light-dark(#f1f3f7, #252830);
    --lex-muted: light-dark(#5b6472, #a0a8b6);
    --lex-danger: light-dark(#b4321c, #ff9a86);
    --lex-good: light-dark(#1a8f57, #4cc38a);
    --lex-accent-text: var(--lex-focus);
    --lex-tint: color-mix(in oklab, var(--lex-accent) 12%, var(--lex-surface));
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    background: var(--lex-surface);
    color: var(--lex-text);
    color-scheme: inherit;
    font: 15px/1.55 var(--lex-font);
    word-break: keep-all;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    -webkit-tap-highlight-color: transparent;
  }
  section.panel {
    width: 100%;
    height: 100%;
  }
  :host([layout='page']) section.panel {
    position: fixed;
    inset: 0;
  }
  dialog.panel {
    position: fixed;
    inset: var(--lex-corner);
    margin-bottom: 68px;
    width: min(var(--lex-chat-width, 400px), 100vw - 2 * var(--lex-offset));
    height: min(var(--lex-chat-height, 640px), 100dvh - 2 * var(--lex-offset) - 68px);
    border: 1px solid var(--lex-line);
    border-radius: var(--lex-chat-radius, 20px);
    box-shadow: var(--lex-shadow);
    animation: rise 0.2s ease-out;
  }
  dialog.panel:not([open], :popover-open) {
    display: none;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 12px;
    }
  }
  /* Where it fills the window: see the controller of the dialog. */
  dialog.panel:modal {
    inset: var(--lex-viewport-top, 0) 0 auto;
    margin: 0;
    width: 100vw;
    height: var(--lex-viewport-height, 100dvh);
    border: 0;
    border-radius: 0;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
  }
  p,
  h2,
  ul {
    margin: 0;
    padding: 0;
  }
  .root > .unseen {
    position: fixed;
    inset: 0 auto auto 0;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .header {
    display: flex;
    align-items: center;
    gap: 12px;
    flex: none;
    padding: 14px 12px 14px 18px;
    border-bottom: 1px solid var(--lex-line);
  }
  .header > slot {
    display: flex;
    align-items: center;
    gap: 12px;
    flex: 1;
    min-width: 0;
  }
  .mark {
    display: grid;
    place-items: center;
    flex: none;
    width: 38px;
    height: 38px;
    border-radius: 13px;
    background: var(--lex-accent);
    color: var(--lex-on-accent);
  }
  .mark svg {
    width: 22px;
    height: 22px;
  }
  .titles {
    flex: 1;
    min-width: 0;
  }
  .title {
    overflow: hidden;
    font-size: 16px;
    font-weight: 600;
    line-height: 1.4;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .status {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--lex-muted);
    font-size: 13px;
    line-height: 1.4;
  }
  .status::before {
    content: '';
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--lex-muted);
    opacity: 0.6;
  }
  .status:is(.online, .fallback)::before {
    background: var(--lex-good);
    opacity: 1;
  }
  .status:is(.offline, .unreachable)::before {
    background: var(--lex-danger);
    opacity: 1;
  }
  .close {
    display: grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    border-radius: 12px;
    color: var(--lex-muted);
  }
  .close:hover {
    background: var(--lex-bubble);
    color: var(--lex-text);
  }
  .more path {
    stroke-width: 3;
  }
  .close svg {
    width: 20px;
    height: 20px;
  }
  .notice {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    flex: none;
    padding: 8px 18px;
    border-bottom: 1px solid var(--lex-line);
    background: var(--lex-bubble);
    color: var(--lex-muted);
    font-size: 13px;
    line-height: 1.5;
    text-wrap: balance;
  }
  .notice :is(a, button) {
    flex: none;
    padding: 3px 0;
    color: var(--lex-accent-text);
    font-weight: 600;
  }
  /* Enlarged four times, a window is 256 pixels high: those are for what is said. */
  @media (height < 400px) {
    .header {
      padding-block: 2px;
    }
    .header .mark {
      display: none;
    }
  }
  @media (prefers-contrast: more) {
    .panel {
      --lex-muted: var(--lex-text);
      --lex-line: currentColor;
    }
  }
`;
