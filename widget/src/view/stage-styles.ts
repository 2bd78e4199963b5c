import { css } from '../base/css.ts';

/** The scrolling transcript with what lies over it, and what stands in it before there are messages. */
export const stageStyles = css`
  .stage {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  .transcript {
    /* What stands in a message for screen readers alone scrolls with it. */
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--lex-line) transparent;
    padding: 18px;
  }
  .busy > .transcript {
    padding-bottom: 56px;
  }
  .transcript:focus-visible {
    outline-offset: -3px;
  }
  .welcome {
    display: grid;
    justify-items: center;
    gap: 6px;
    margin: auto;
    padding: 12px 12px 32px;
    color: var(--lex-muted);
    text-align: center;
    text-wrap: balance;
  }
  .welcome .mark {
    zoom: 1.45;
    margin-bottom: 7px;
    background: var(--lex-tint);
    color: var(--lex-accent-text);
  }
  .welcome-title {
    color: var(--lex-text);
    font-size: 19px;
    font-weight: 600;
    line-height: 1.4;
  }
  .earlier {
    align-self: center;
    margin-bottom: 14px;
    padding: 4px 12px;
    border-radius: 14px;
    color: var(--lex-muted);
    font-size: 13px;
  }
  button.earlier {
    color: var(--lex-accent-text);
  }
  button.earlier:hover {
    background: var(--lex-bubble);
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }

  .over {
    position: absolute;
    inset: auto 0 10px;
    display: flex;
    justify-content: center;
    gap: 8px;
    pointer-events: none;
  }
  .pill {
    display: flex;
    align-items: center;
    gap: 6px;
    height: 34px;
    padding: 0 14px 0 10px;
    border: 1px solid var(--lex-line);
    border-radius: 17px;
    background: var(--lex-surface);
    color: var(--lex-text);
    box-shadow: 0 4px 14px rgb(15 20 35 / 0.12);
    font-size: 13px;
    font-weight: 500;
    pointer-events: auto;
  }
  .pill:hover {
    background: var(--lex-bubble);
  }
  .pill svg {
    width: 16px;
    height: 16px;
  }
  .latest {
    position: absolute;
    bottom: 0;
    inset-inline-end: 14px;
    min-width: 34px;
    padding: 0 8px;
    justify-content: center;
  }
`;
