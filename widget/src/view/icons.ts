import { html } from 'lit/html.js';
import { stroke } from './stroke.ts';

export const closeIcon = stroke('M6 6l12 12M18 6 6 18');
export const moreIcon = stroke('M5 12h.01M12 12h.01M19 12h.01');
export const sendIcon = stroke('M12 19V5m-6.5 6.5L12 5l6.5 6.5');
export const downIcon = stroke('M12 5v14m-6.5-6.5L12 19l6.5-6.5');
export const retryIcon = stroke('M20 5v5h-5M19.4 10A8 8 0 1 0 20 14');
export const warnIcon = stroke('M12 8v5m0 3.2v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z');
export const stopIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="6" y="6" width="12" height="12" rx="2.5" fill="currentColor" />
</svg>`;
