import { css } from '../base/css.ts';

export const replyToolsStyles = css`
  .tools {
    display: flex;
    align-items: center;
    gap: 2px;
    color: var(--lex-muted);
    font-size: 12px;
  }
  .tool {
    display: grid;
    place-items: center;
    width: 28px;
    height: 28px;
    border-radius: 8px;
    color: var(--lex-muted);
  }
  .tool:hover {
    background: var(--lex-bubble);
    color: var(--lex-text);
  }
  .tool[aria-pressed='true'] {
    background: var(--lex-tint);
    color: var(--lex-accent-text);
  }
  .tool svg {
    width: 16px;
    height: 16px;
  }
  .said {
    padding-inline-start: 4px;
  }
  .said.failed,
  .said.not-copied {
    color: var(--lex-danger);
  }
  .citations {
    max-width: min(86%, 560px);
    padding: 2px 4px;
    color: var(--lex-muted);
    font-size: 12.5px;
  }
  .citations ol {
    margin: 0;
    padding-inline-start: 22px;
  }
  .citations a {
    display: inline-block;
    min-height: 24px;
    color: var(--lex-accent-text);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .comment {
    display: grid;
    gap: 8px;
    width: min(86%, 320px);
    padding: 12px;
    border: 1px solid var(--lex-line);
    border-radius: 14px;
    font-size: 13px;
  }
  .comment label {
    display: grid;
    gap: 6px;
  }
  .comment .comment-text {
    height: auto;
    border: 1px solid light-dark(#8b93a1, #6f7786);
    border-radius: 10px;
    padding: 8px 10px;
    background: var(--lex-surface);
    font: 16px/1.5 var(--lex-font);
  }
  .comment .comment-text:focus {
    border-color: var(--lex-focus);
    outline: 1px solid var(--lex-focus);
  }
  .comment div {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
  }
  .comment button {
    min-height: 32px;
    padding: 4px 14px;
    border: 1px solid var(--lex-line);
    border-radius: 10px;
    font-weight: 600;
  }
  .comment .main {
    border-color: var(--lex-focus);
    color: var(--lex-accent-text);
  }
  @media (forced-colors: active) {
    .tool[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
