import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Alignment, Row, TableBlock } from './block.ts';
import { each } from '../base/each.ts';
import type { MarkdownOptions } from './markdown-options.ts';
import { renderInlines } from './render-inlines.ts';

/** A table wider than its bubble is scrolled in it, by keys as well. */
export function renderTable(table: TableBlock, options: MarkdownOptions): TemplateResult {
  const { columns, header, rows } = table;
  return html`<div class="table" role="region" aria-label=${options.strings.table} tabindex="0" dir=${table.direction ?? nothing}>
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
    ${cells.map((cell, index) => renderCell(renderInlines(cell, options), columns[index] ?? nothing))}
  </tr>`;
}
