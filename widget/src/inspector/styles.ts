import { css } from '../base/css.ts';

export const inspectorStyles = css`
  .inspection {
    flex: none;
    max-height: 45%;
    overflow: auto;
  }
  .inspector {
    border-top: 1px solid var(--lex-line);
    padding: 8px 16px;
    font-size: 12.5px;
  }
  .inspector summary {
    cursor: pointer;
    font-weight: 600;
  }
  .inspector dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 12px;
    margin-block: 8px 4px;
  }
  .inspector dt {
    color: var(--lex-muted);
  }
  .inspector dd {
    grid-column: 2;
    margin: 0;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
`;
