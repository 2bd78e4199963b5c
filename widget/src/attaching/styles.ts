import { css } from '../base/css.ts';

export const attachingStyles = css`
  .attach {
    display: grid;
    place-items: center;
    flex: none;
    width: 34px;
    height: 34px;
    margin: 5px 0 5px 5px;
    border: 0;
    border-radius: 17px;
    background: none;
    color: var(--lex-muted);
    cursor: pointer;
  }
  .attach svg {
    width: 19px;
    height: 19px;
  }
  .attach ~ .grow textarea,
  .attach ~ .grow::after {
    padding-inline-start: 4px;
  }
  .attached {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 8px 14px 0;
    list-style: none;
    font-size: 13px;
  }
  .attached li {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 0 8px;
    padding: 6px 4px 6px 12px;
    border-radius: 12px;
    background: var(--lex-bubble);
  }
  .attached b {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .attached p {
    grid-row: 2;
    color: var(--lex-muted);
  }
  .attached .refused p {
    color: var(--lex-danger);
  }
  .attached progress {
    width: 100%;
    accent-color: var(--lex-accent);
  }
  .attached button {
    grid-row: 1 / 3;
    grid-column: 2;
    width: 32px;
    height: 32px;
    border: 0;
    border-radius: 16px;
    padding: 7px;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .drop-here {
    position: absolute;
    inset: 8px;
    z-index: 3;
    display: grid;
    place-items: center;
    border: 2px dashed var(--lex-focus);
    border-radius: 16px;
    background: var(--lex-surface);
    opacity: 0.94;
    font-weight: 600;
    pointer-events: none;
  }
`;
