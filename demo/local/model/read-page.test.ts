import { expect, it } from 'vitest';
import { readPage } from './read-page.ts';

const page = (main: string) => `<!doctype html><html lang="en"><title>Visit – Shop</title>
  <header><nav><p>Menu.</p></nav></header><main><h1>Come</h1>${main}</main><footer><p>Small print.</p></footer></html>`;

const linesIn = (main: string) => readPage(page(main)).flatMap(({ lines }) => lines.map(({ text }) => text));

it('cuts a page at its headings', () => {
  expect(readPage(page('<p>Lead.</p><section><h2>Bus</h2><p>Take it.</p></section>'))).toEqual([
    { language: 'en', page: 'Visit', heading: 'Come', lines: [{ kind: 'sentence', text: 'Lead.' }], summary: true },
    { language: 'en', page: 'Visit', heading: 'Bus', lines: [{ kind: 'sentence', text: 'Take it.' }], summary: false },
  ]);
});

it('tells sentences from items', () => {
  expect(readPage(page('<p>4,500 won</p><p>One. Two?</p><ul><li>Three</li></ul>'))[0]?.lines).toEqual([
    { kind: 'item', text: '4,500 won' },
    { kind: 'sentence', text: 'One.' },
    { kind: 'sentence', text: 'Two?' },
    { kind: 'item', text: 'Three' },
  ]);
});

it('reads entities and line ends as text', () => {
  expect(linesIn('<p>90&nbsp;cm &amp;\n   more</p>')).toEqual(['90 cm & more']);
});

it('names the columns of a table that has several', () => {
  const head = '<tr><th scope="col">To</th><th scope="col">Below 30</th><th scope="col">From 30</th></tr>';
  const row = '<tr><th scope="row">Jeju</th><td>6</td><td>3</td></tr>';
  expect(linesIn(`<table><thead>${head}</thead><tbody>${row}</tbody></table>`)).toEqual([
    'Jeju: 6 (below 30), 3 (from 30)',
  ]);
});

it('passes over menus, pictures, what is hidden, and paragraphs of links', () => {
  const drawing = '<svg><text>Bus stop</text></svg><div aria-hidden="true"><p>닥결</p></div>';
  expect(linesIn(`${drawing}<p class="actions"><a href="/">Home</a> <a href="/x">More</a></p>`)).toEqual([]);
});
