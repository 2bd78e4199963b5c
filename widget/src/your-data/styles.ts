import { css } from '../base/css.ts';

export const yourDataStyles = css`
  .header {
    position: relative;
  }
  .your-data {
    position: absolute;
    z-index: 2;
    inset: calc(100% - 8px) 12px auto auto;
    display: grid;
    min-width: 208px;
    /* What is above and below it in the window. */
    max-height: calc(100dvh - 170px);
    padding: 6px;
    overflow-y: auto;
    border: 1px solid var(--lex-line);
    border-radius: 14px;
    background: var(--lex-surface);
    box-shadow: var(--lex-shadow);
  }
  .panel:modal .your-data {
    max-height: calc(var(--lex-viewport-height, 100dvh) - 60px);
  }
  .your-data button {
    padding: 9px 12px;
    border-radius: 9px;
    text-align: start;
  }
  .your-data button:hover:not(:disabled) {
    background: var(--lex-bubble);
  }
  .your-data button:disabled {
    opacity: 0.5;
  }
  .your-data fieldset {
    margin: 0 0 4px;
    padding: 0 0 4px;
    border: 0;
    border-block-end: 1px solid var(--lex-line);
  }
  .your-data legend {
    padding: 6px 12px 2px;
    color: var(--lex-muted);
    font-size: 13px;
  }
  .your-data label {
    display: flex;
    gap: 8px;
    padding: 9px 12px;
    border-radius: 9px;
    overflow-wrap: anywhere;
  }
  .your-data label:hover {
    background: var(--lex-bubble);
  }
  .your-data input {
    margin: 0;
    accent-color: var(--lex-accent);
  }
  .your-data .danger {
    color: var(--lex-danger);
  }
  .your-data p {
    padding: 6px 12px;
    color: var(--lex-muted);
    font-size: 13px;
  }
  .confirm {
    width: min(320px, 100vw - 48px);
    margin: auto;
    padding: 22px 22px 18px;
    border: 1px solid var(--lex-line);
    border-radius: 18px;
    background: var(--lex-surface);
    color: var(--lex-text);
    box-shadow: var(--lex-shadow);
  }
  .confirm::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  .confirm h2 {
    margin-block-end: 6px;
    font-size: 16px;
    font-weight: 650;
  }
  .confirm p {
    color: var(--lex-muted);
    font-size: 14px;
  }
  .confirm .failed {
    margin-block-start: 8px;
    color: var(--lex-danger);
  }
  .confirm div {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-block-start: 18px;
  }
  .confirm button {
    padding: 8px 16px;
    border: 1px solid var(--lex-line);
    border-radius: 10px;
    font-weight: 600;
  }
  .confirm .danger {
    border-color: var(--lex-danger);
    color: var(--lex-danger);
  }
  .confirm button:disabled {
    opacity: 0.5;
  }
`;
