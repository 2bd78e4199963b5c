import { html, type TemplateResult } from 'lit/html.js';
import type { CodeBlock } from './block.ts';
import { each } from '../base/each.ts';
import { growingText } from './growing-text.ts';
import type { MarkdownOptions } from './markdown-options.ts';

/** A block of code with its language, and a button that copies it. */
export function renderCode({ language, slices }: CodeBlock, { strings, copy }: MarkdownOptions): TemplateResult {
  async function copyAll({ currentTarget: button }: Event): Promise<void> {
    if (await copy(slices.join(''))) (button as HTMLElement).dataset.copied = '';
  }
  return html`<div class="code" dir="ltr">
    <div>
      <span>${language || strings.code}</span>
      <button type="button" @click=${copyAll} @blur=${forget} @pointerleave=${forget}>
        <span>${strings.copy}</span><span>${strings.copied}</span>
      </button>
    </div>
    <pre tabindex="0" role="region" aria-label=${language || strings.code}><code>${each(slices, growingText)}</code></pre>
  </div>`;
}

function forget({ currentTarget }: Event): void {
  delete (currentTarget as HTMLElement).dataset.copied;
}
