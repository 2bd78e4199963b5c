import { html, type TemplateResult } from 'lit/html.js';
import type { DoorStrings } from '../strings/door-strings.ts';
import { stroke } from './stroke.ts';

export interface LauncherModel {
  readonly strings: DoorStrings;
  readonly open: boolean;
  /** How far the code of the panel has got. */
  readonly state: 'unloaded' | 'loading' | 'loaded' | 'failed';
  readonly onToggle: () => void;
  /** The visitor is likely to open the panel next. */
  readonly onNear: () => void;
  readonly onLeftTopLayer: () => void;
}

/** The button that opens and closes the panel. */
export function launcher({ strings, open, state, ...on }: LauncherModel): TemplateResult {
  const loading = open && state === 'loading';
  return html`<button
      class="launcher"
      part="launcher"
      type="button"
      popover="manual"
      aria-label=${loading ? strings.loading : open ? strings.close : strings.open}
      aria-expanded=${open && state === 'loaded'}
      aria-busy=${loading}
      @click=${on.onToggle}
      @pointerenter=${on.onNear}
      @focus=${on.onNear}
      @toggle=${on.onLeftTopLayer}
    >
      <slot name="launcher">${loading ? SPINNER : open ? CHEVRON : chatIcon}</slot>
    </button>`;
}

/** A speech bubble. */
export const chatIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    d="M12 3.5c-5 0-9 3.4-9 7.7 0 2.4 1.3 4.5 3.3 6v3c0 .5.5.8.9.5l3-1.9c.6.1 1.2.1 1.8.1 5 0 9-3.4 9-7.7s-4-7.7-9-7.7Z"
    fill="currentColor"
  />
</svg>`;

const CHEVRON = stroke('m6 9.5 6 6 6-6');

const SPINNER = stroke('M12 4a8 8 0 1 1-8 8');
