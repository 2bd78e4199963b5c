import { html, type TemplateResult } from 'lit/html.js';
import type { Task } from './block.ts';
import type { MarkdownOptions } from './markdown-options.ts';

export function renderBox({ isDone }: Task, { strings }: MarkdownOptions): TemplateResult {
  return html`<input type="checkbox" disabled ?checked=${isDone} aria-label=${isDone ? strings.done : strings.notDone} />`;
}
