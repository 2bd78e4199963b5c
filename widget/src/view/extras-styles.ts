import { css } from '../base/css.ts';

/** What a plain conversation does without: see the extras. */
export const extrasStyles = css`
  /* They hold the reader's place themselves, in every browser. */
  .transcript {
    overflow-anchor: none;
  }
  .limit {
    padding: 6px 16px 0;
    color: var(--lex-muted);
    font-size: 13px;
  }
  .limit.exceeded {
    color: var(--lex-danger);
  }
`;
