import { html, type TemplateResult } from 'lit/html.js';
import type { VisitorLine } from '../conversation/transcript.ts';

/** What went along with a message. */
export function showFiles({ attachments }: VisitorLine): readonly TemplateResult[] | undefined {
  return attachments?.map(({ name, size }) => html`<p>📎 ${name} · ${Math.ceil(size / 1_024)} KB</p>`);
}
