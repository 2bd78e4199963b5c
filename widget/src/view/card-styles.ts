import { css } from '../base/css.ts';

/** Response cards, with the answers that they offer. */
export const cardStyles = css`
  .card {
    width: 86%;
    max-width: 560px;
    border: 1px solid var(--lex-line);
    border-radius: 18px;
    overflow: hidden;
    background: var(--lex-surface);
  }
  .about {
    padding: 12px 14px;
  }
  .card-title {
    font-weight: 600;
    line-height: 1.4;
  }
  .card-subtitle {
    margin-top: 2px;
    color: var(--lex-muted);
    font-size: 13.5px;
  }
  .card-image {
    margin-top: 6px;
    font-size: 13.5px;
  }
  .choices {
    display: grid;
  }
  .choices button {
    padding: 10px 14px;
    border-top: 1px solid var(--lex-line);
    color: var(--lex-accent-text);
    font-weight: 550;
    line-height: 1.4;
    text-align: center;
  }
  .choices button:hover {
    background: var(--lex-tint);
  }
  .choices button:focus-visible {
    outline-offset: -3px;
    border-radius: 8px;
  }
  .choices button:disabled {
    background: none;
    color: var(--lex-muted);
    font-weight: 400;
    cursor: default;
  }
`;
