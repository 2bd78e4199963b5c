import { css } from '../base/css.ts';

/** Images, code, tables and tasks. */
export const rareStyles = css`
  .markdown {
    img {
      max-width: 100%;
      height: auto;
      border-radius: 10px;
    }
    .task {
      position: relative;
      list-style: none;
    }
    .task > input {
      position: absolute;
      inset-inline-start: -1.5em;
      margin: 0.3em 0 0;
      accent-color: var(--lex-accent);
    }
    :is(.code, .table) {
      overflow: hidden;
      border: 1px solid var(--lex-line);
      border-radius: 10px;
      background: var(--lex-surface);
    }
    .code > div {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: 3px 6px 3px 12px;
      border-bottom: 1px solid var(--lex-line);
      color: var(--lex-muted);
      font-size: 12px;
    }
    .code button {
      padding: 2px 8px;
      border: 0;
      border-radius: 6px;
      background: none;
      color: var(--lex-accent-text);
      font-weight: 500;
    }
    .code button:hover {
      background: var(--lex-bubble);
    }
    .code button[data-copied] > :first-child,
    .code button:not([data-copied]) > :last-child {
      display: none;
    }
    pre {
      overflow: auto;
      margin: 0;
      font: 0.9em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
      padding: 10px 12px;
      tab-size: 2;
      white-space: pre;
      word-break: normal;
      overflow-wrap: normal;
    }
    .table {
      overflow: auto;
    }
    table {
      min-width: 100%;
      border-collapse: collapse;
      font-size: 0.93em;
    }
    :is(th, td) {
      max-width: 18em;
      padding: 6px 12px;
      overflow-wrap: normal;
      border-top: 1px solid var(--lex-line);
      text-align: start;
      vertical-align: top;
    }
    th {
      border-top: 0;
      background: var(--lex-bubble);
      font-weight: 600;
    }
    .center {
      text-align: center;
    }
    .right {
      text-align: end;
    }
  }
`;
