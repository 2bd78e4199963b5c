import { css } from '../base/css.ts';

/** Where the visitor writes. */
export const composerStyles = css`
  .composer {
    flex: none;
    padding: 10px 14px 14px;
  }
  .field {
    display: flex;
    align-items: flex-end;
    border: 1px solid light-dark(#8b93a1, #6f7786);
    border-radius: 23px;
    background: var(--lex-surface);
  }
  .field:focus-within {
    border-color: var(--lex-focus);
    box-shadow: 0 0 0 1px var(--lex-focus);
  }
  .grow {
    display: grid;
    flex: 1;
    min-width: 0;
    max-height: 148px;
    overflow: hidden;
  }
  .grow::after {
    content: attr(data-text);
    visibility: hidden;
  }
  textarea {
    all: unset;
    width: 100%;
    height: 100%;
    overflow: hidden auto;
  }
  .grow::after,
  textarea {
    grid-area: 1 / 1;
    box-sizing: border-box;
    min-width: 0;
    max-height: 148px;
    padding: 10px 4px 10px 16px;
    line-height: 1.6;
    white-space: pre-wrap;
  }
  textarea.hidden {
    -webkit-text-security: disc;
  }
  textarea::placeholder {
    color: var(--lex-muted);
    opacity: 1;
  }
  .send {
    display: grid;
    place-items: center;
    flex: none;
    width: 34px;
    height: 34px;
    margin: 5px;
    border: 1px solid transparent;
    border-radius: 17px;
    background: var(--lex-accent);
    color: var(--lex-on-accent);
  }
  .send:disabled {
    background: var(--lex-bubble);
    color: var(--lex-muted);
    cursor: default;
  }
  .send svg {
    width: 20px;
    height: 20px;
  }
  @media (width < 480px) {
    /* iOS zooms into a field whose letters are smaller than this. */
    .grow::after,
    textarea {
      font-size: 16px;
    }
  }
  @media (forced-colors: active) {
    .field:focus-within {
      outline: 2px solid Highlight;
    }
    .bubble,
    .mark,
    .send,
    .close {
      border-color: CanvasText;
    }
    .mark,
    .send {
      border: 1px solid;
    }
  }
`;
