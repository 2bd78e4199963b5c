import { css } from '../base/css.ts';

/** What a reply may hold besides plain text, in the colours of the panel. */
export const markdownStyles = css`
  .markdown {
    :where(p, h3, h4, h5, h6, ul, ol, blockquote) {
      margin: 0;
    }
    /* No grid: to lay one out, a browser looks at all rows whenever the last one grows. */
    > * + * {
      margin-top: 0.7em;
    }
    p {
      white-space: pre-wrap;
    }
    :is(h3, h4, h5, h6) {
      font-size: 1em;
      font-weight: 650;
      line-height: 1.4;
    }
    h3 {
      font-size: 1.2em;
    }
    h4 {
      font-size: 1.1em;
    }
    :is(ul, ol) {
      padding-inline-start: 1.5em;
    }
    ul {
      list-style: disc;
    }
    ol {
      list-style: decimal;
    }
    :is(li + li, li > * + :is(p, ul, ol)) {
      margin-top: 0.25em;
    }
    .loose > :is(li + li, li > * + *) {
      margin-top: 0.7em;
    }
    li::marker {
      color: var(--lex-muted);
    }
    blockquote {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0.5em;
      padding-inline-start: 12px;
      border-inline-start: 3px solid var(--lex-line);
      color: var(--lex-muted);
    }
    /* Quotes in quotes in quotes leave no room for text. */
    blockquote blockquote blockquote blockquote {
      padding: 0;
      border: 0;
    }
    hr {
      margin: 0.7em 0;
      border: 0;
      border-top: 1px solid var(--lex-line);
    }
    code {
      font: 0.9em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
    }
    :not(pre) > code {
      padding: 0.1em 0.35em;
      border-radius: 5px;
      background: color-mix(in oklab, var(--lex-text) 8%, transparent);
    }
    .host {
      /* So that the line under the link does not go on under it. */
      display: inline-block;
      margin-inline-start: 0.3em;
      color: var(--lex-muted);
      font-size: 0.85em;
    }
    .host::before {
      content: '(';
    }
    .host::after {
      content: ')';
    }
  }
`;
