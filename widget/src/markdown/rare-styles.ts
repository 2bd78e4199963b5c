import { css } from '../css.ts';

/** Code, tables and tasks. */
export const rareStyles = css`
  .markdown .task {
    position: relative;
    list-style: none;
  }
  .markdown .task > input {
    position: absolute;
    inset-inline-start: -1.5em;
    margin: 0.3em 0 0;
    accent-color: var(--lex-accent);
  }
  .markdown :is(.code, .table) {
    overflow: hidden;
    border: 1px solid var(--lex-line);
    border-radius: 10px;
    background: var(--lex-surface);
  }
  .markdown .code > div {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 3px 6px 3px 12px;
    border-bottom: 1px solid var(--lex-line);
    color: var(--lex-muted);
    font-size: 12px;
  }
  .markdown .code button {
    padding: 2px 8px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--lex-accent-text);
    font-weight: 500;
  }
  .markdown .code button:hover {
    background: var(--lex-bubble);
  }
  .markdown .code button[data-copied] > :first-child,
  .markdown .code button:not([data-copied]) > :last-child {
    display: none;
  }
  .markdown pre {
    overflow: auto;
    margin: 0;
    font: 0.9em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
    padding: 10px 12px;
    tab-size: 2;
    white-space: pre;
    word-break: normal;
    overflow-wrap: normal;
  }
  .markdown .table {
    overflow: auto;
  }
  .markdown table {
    min-width: 100%;
    border-collapse: collapse;
    font-size: 0.93em;
  }
  .markdown :is(th, td) {
    max-width: 18em;
    padding: 6px 12px;
    overflow-wrap: normal;
    border-top: 1px solid var(--lex-line);
    text-align: start;
    vertical-align: top;
  }
  .markdown th {
    border-top: 0;
    background: var(--lex-bubble);
    font-weight: 600;
  }
  .markdown .center {
    text-align: center;
  }
  .markdown .right {
    text-align: end;
  }
`;
