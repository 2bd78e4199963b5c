import { css } from '../base/css.ts';

export const askingStyles = css`
  .slot {
    flex: 1;
    box-sizing: border-box;
    min-width: 0;
    min-height: 44px;
    margin: 0;
    border: 0;
    padding: 8px 4px 8px 16px;
    background: none;
    color: inherit;
    font: 16px/1.6 var(--lex-font);
    outline: none;
  }
  .asking {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 14px 0;
    font-size: 13px;
  }
  .asking p {
    flex: 1;
    min-width: 60%;
    color: var(--lex-muted);
  }
  .asking p.invalid {
    color: var(--lex-danger);
  }
  .quick,
  .asking-notice button {
    min-height: 36px;
    padding: 6px 16px;
    border: 1px solid var(--lex-focus);
    border-radius: 18px;
    color: var(--lex-focus);
    font-weight: 600;
  }
  .quick:hover,
  .asking-notice button:hover {
    background: var(--lex-bubble);
  }
  .other {
    min-height: 24px;
    color: var(--lex-muted);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .asking-notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin: 8px 14px 0;
    padding: 10px 14px;
    border: 1px solid var(--lex-line);
    border-radius: 14px;
    background: var(--lex-bubble);
    font-size: 13.5px;
  }
`;
