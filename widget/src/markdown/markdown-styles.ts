import { css } from '../css.ts';

/** What a reply may hold besides plain text, in the colours of the panel. */
export const markdownStyles = css`
  .markdown {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.7em;
  }
  .markdown :is(p, h3, h4, h5, h6, ul, ol, blockquote) {
    margin: 0;
  }
  .markdown p {
    white-space: pre-wrap;
  }
  .markdown :is(h3, h4, h5, h6) {
    font-size: 1em;
    font-weight: 650;
    line-height: 1.4;
  }
  .markdown h3 {
    font-size: 1.2em;
  }
  .markdown h4 {
    font-size: 1.1em;
  }
  .markdown :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .markdown ul {
    list-style: disc;
  }
  .markdown ol {
    list-style: decimal;
  }
  .markdown :is(li + li, li > * + :is(p, ul, ol)) {
    margin-top: 0.25em;
  }
  .markdown .loose > :is(li + li, li > * + *) {
    margin-top: 0.7em;
  }
  .markdown li::marker {
    color: var(--lex-muted);
  }
  .markdown blockquote {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5em;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--lex-line);
    color: var(--lex-muted);
  }
  /* Quotes in quotes in quotes leave no room for text. */
  .markdown blockquote blockquote blockquote blockquote {
    padding: 0;
    border: 0;
  }
  .markdown hr {
    width: 100%;
    margin: 4px 0;
    border: 0;
    border-top: 1px solid var(--lex-line);
  }
  .markdown code {
    font: 0.9em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  }
  .markdown :not(pre) > code {
    padding: 0.1em 0.35em;
    border-radius: 5px;
    background: color-mix(in oklab, var(--lex-text) 8%, transparent);
  }
  .markdown img {
    max-width: 100%;
    height: auto;
    border-radius: 10px;
  }
  .markdown .host {
    /* So that the line under the link does not go on under it. */
    display: inline-block;
    margin-inline-start: 0.3em;
    color: var(--lex-muted);
    font-size: 0.85em;
  }
  .markdown .host::before {
    content: '(';
  }
  .markdown .host::after {
    content: ')';
  }
`;
