import { css } from '../base/css.ts';

/** Messages, from the bubbles down to the words under them. */
export const messageStyles = css`
  .messages {
    display: flex;
    flex-direction: column;
    gap: 4px;
    list-style: none;
  }
  .message {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 4px;
    contain-intrinsic-size: auto 90px;
  }
  /* What is far up costs no layout until it is scrolled to. The last ones are as they are, with what lies over their edges. */
  .message:not(:nth-last-child(-n + 20)) {
    content-visibility: auto;
  }
  .first:not(:first-child) {
    margin-top: 14px;
  }
  .day {
    align-self: center;
  }
  .day::first-letter {
    text-transform: uppercase;
  }
  .message.visitor {
    align-items: flex-end;
  }
  .pieces {
    display: contents;
  }
  .bubble {
    max-width: min(86%, 560px);
    border: 1px solid transparent;
    border-radius: 18px;
    padding: 9px 14px;
    background: var(--lex-bubble);
  }
  .bubble p {
    white-space: pre-wrap;
  }
  .bubble > p + p {
    margin-top: 0.7em;
  }
  .pieces a {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .visitor .bubble {
    max-width: min(80%, 520px);
    border-end-end-radius: 6px;
    background: var(--lex-accent);
    color: var(--lex-on-accent);
  }
  .visitor:not(.first) .bubble {
    border-start-end-radius: 6px;
  }
  .assistant .bubble {
    border-start-start-radius: 6px;
  }
  .streaming > :last-child :is(.markdown, .bubble) > p:last-child::after {
    content: '';
    display: inline-block;
    width: 7px;
    height: 7px;
    margin-inline-start: 5px;
    border-radius: 50%;
    background: var(--lex-accent-text);
    animation: breathe 1.1s ease-in-out infinite;
  }

  .under {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 0 4px;
  }
  .day,
  .under {
    color: var(--lex-muted);
    font-size: 12px;
    line-height: 1.6;
  }
  .source + time::before {
    content: '·';
    margin-inline-end: 6px;
  }
  .source.model::before {
    content: '✦';
    margin-inline-end: 4px;
    font-size: 10px;
  }
  .failed {
    max-width: min(86%, 260px);
    align-items: flex-start;
    color: var(--lex-danger);
    font-size: 13px;
  }
  .failed svg {
    width: 16px;
    height: 16px;
    margin-top: 2px;
  }
  .retry {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 34px;
    padding: 0 14px 0 10px;
    border: 1px solid var(--lex-line);
    border-radius: 17px;
    font-size: 13px;
    font-weight: 500;
  }
  .retry:hover {
    background: var(--lex-bubble);
  }
  .retry svg {
    width: 16px;
    height: 16px;
  }

  .typing {
    display: flex;
    gap: 5px;
    padding: 15px 16px;
  }
  .typing i {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--lex-muted);
    animation: breathe 1.1s ease-in-out infinite;
  }
  .typing i + i {
    animation-delay: 0.15s;
  }
  .typing i + i + i {
    animation-delay: 0.3s;
  }
`;
