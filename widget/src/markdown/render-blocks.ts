import { html, nothing, type TemplateResult } from 'lit/html.js';
import { each } from '../base/each.ts';
import type { Block, ListBlock, ListItem } from './block.ts';
import { growingText } from './growing-text.ts';
import type { MarkdownOptions } from './markdown-options.ts';
import { renderInlines } from './render-inlines.ts';

/** Shows `blocks`. With the same `options`, what is the same block as the last time is not touched. */
export function renderBlocks(blocks: readonly Block[], options: MarkdownOptions): TemplateResult {
  return html`<div class="markdown">${blocksIn(blocks, options)}</div>`;
}

function blocksIn(blocks: readonly Block[], options: MarkdownOptions): unknown {
  return each(blocks, block => renderBlock(block, options), options);
}

function renderBlock(block: Block, options: MarkdownOptions): unknown {
  switch (block.kind) {
    case 'paragraph':
      return html`<p dir=${block.direction ?? nothing}>${renderInlines(block.inlines, options)}</p>`;
    case 'heading':
      return renderHeading(block.level, block.direction ?? nothing, renderInlines(block.inlines, options));
    case 'rule':
      return html`<hr />`;
    case 'plain':
      return html`<p dir=${block.direction ?? nothing}>${each(block.slices, growingText)}</p>`;
    case 'quote':
      return html`<blockquote dir=${block.direction ?? nothing}>${blocksIn(block.blocks, options)}</blockquote>`;
    case 'list':
      return renderList(block, options);
    case 'code':
    case 'table':
      return block.show(block, options);
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

function renderList(list: ListBlock, options: MarkdownOptions): TemplateResult {
  const { start, isLoose, items } = list;
  const content = each(items, item => renderItem(item, options), options);
  const style = isLoose ? 'loose' : nothing;
  const direction = list.direction ?? nothing;
  return start === null
    ? html`<ul dir=${direction} class=${style}>${content}</ul>`
    : html`<ol dir=${direction} class=${style} start=${start}>${content}</ol>`;
}

/** Whether an item is a task is seen only when it has begun, and then it is to stay the same element. */
function renderItem({ task, blocks }: ListItem, options: MarkdownOptions): TemplateResult {
  return html`<li class=${task ? 'task' : nothing}>${task?.show(task, options)}${blocksIn(blocks, options)}</li>`;
}
