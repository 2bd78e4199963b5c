import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Alignment, Block, Inline, ListBlock, ListItem, Row, TableBlock } from './block.ts';
import { directionOf } from './direction.ts';
import { each } from './each.ts';
import { growingText } from './growing-text.ts';
import { renderInlines } from './render-inlines.ts';

export interface MarkdownOptions {
  /** From where images are shown: hosts, with their port if it is not the usual one. */
  readonly imageHosts: readonly string[];
  readonly strings: MarkdownStrings;
  /** Puts a text where it can be pasted from; whether that worked. */
  readonly copy: (text: string) => Promise<boolean>;
}

export interface MarkdownStrings {
  /** What a block of code is called that does not say its language. */
  readonly code: string;
  readonly copy: string;
  readonly copied: string;
  readonly table: string;
  readonly done: string;
  readonly notDone: string;
}

/** Shows `blocks`. With the same `options`, what is the same block as the last time is not touched. */
export function renderBlocks(blocks: readonly Block[], options: MarkdownOptions): TemplateResult {
  return html`<div class="markdown">${blocksIn(blocks, options)}</div>`;
}

function blocksIn(blocks: readonly Block[], options: MarkdownOptions): unknown {
  return each(blocks, block => renderBlock(block, options), options);
}

function renderBlock(block: Block, options: MarkdownOptions): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<p dir=${directionOf(block)}>${inlinesIn(block.inlines, options)}</p>`;
    case 'heading':
      return renderHeading(block.level, directionOf(block), inlinesIn(block.inlines, options));
    case 'rule':
      return html`<hr />`;
    case 'code':
      return renderCode(block, options);
    case 'plain':
      return html`<p dir=${directionOf(block)}>${each(block.slices, growingText)}</p>`;
    case 'quote':
      return html`<blockquote dir=${directionOf(block)}>${blocksIn(block.blocks, options)}</blockquote>`;
    case 'list':
      return renderList(block, options);
    case 'table':
      return renderTable(block, options);
  }
}

/** The headings of a text come below those of the page and the chat. */
function renderHeading(level: number, direction: unknown, content: unknown): TemplateResult {
  switch (level) {
    case 1:
      return html`<h3 dir=${direction}>${content}</h3>`;
    case 2:
      return html`<h4 dir=${direction}>${content}</h4>`;
    case 3:
      return html`<h5 dir=${direction}>${content}</h5>`;
    default:
      return html`<h6 dir=${direction}>${content}</h6>`;
  }
}

function renderCode(
  { language, slices }: Block & { kind: 'code' },
  { strings, copy }: MarkdownOptions,
): TemplateResult {
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

function renderList(list: ListBlock, options: MarkdownOptions): TemplateResult {
  const { start, isLoose, items } = list;
  const content = each(items, item => renderItem(item, options), options);
  const style = isLoose ? 'loose' : nothing;
  const direction = directionOf(list);
  return start === null
    ? html`<ul dir=${direction} class=${style}>${content}</ul>`
    : html`<ol dir=${direction} class=${style} start=${start}>${content}</ol>`;
}

/** Whether an item is a task is seen only when it has begun, and then it is to stay the same element. */
function renderItem({ isDone, blocks }: ListItem, options: MarkdownOptions): TemplateResult {
  return html`<li class=${isDone === null ? nothing : 'task'}>${
    isDone === null
      ? nothing
      : html`<input type="checkbox" disabled ?checked=${isDone} aria-label=${isDone ? options.strings.done : options.strings.notDone} />`
  }${blocksIn(blocks, options)}</li>`;
}

/** A table wider than its bubble is scrolled in it, by keys as well. */
function renderTable(table: TableBlock, options: MarkdownOptions): TemplateResult {
  const { columns, header, rows } = table;
  return html`<div class="table" role="region" aria-label=${options.strings.table} tabindex="0" dir=${directionOf(table)}>
    <table>
      <thead>
        ${renderRow(header, columns, options, (content, style) => html`<th scope="col" class=${style}>${content}</th>`)}
      </thead>
      <tbody>
        ${each(rows, row => renderRow(row, columns, options, (content, style) => html`<td class=${style}>${content}</td>`), options)}
      </tbody>
    </table>
  </div>`;
}

function renderRow(
  { cells }: Row,
  columns: readonly Alignment[],
  options: MarkdownOptions,
  renderCell: (content: unknown, style: string | typeof nothing) => TemplateResult,
): TemplateResult {
  return html`<tr>
    ${cells.map((cell, index) => renderCell(inlinesIn(cell, options), columns[index] ?? nothing))}
  </tr>`;
}

function inlinesIn(inlines: readonly Inline[], { imageHosts }: MarkdownOptions): unknown {
  return renderInlines(inlines, imageHosts);
}
