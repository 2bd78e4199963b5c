import { expect as chaiExpect } from '@open-wc/testing';
import { html, render } from 'lit/html.js';
import { hostileTexts } from './hostile-fixture.ts';
import { createMarkdown } from './create-markdown.ts';
import type { MarkdownOptions } from './markdown-options.ts';
import { renderBlocks } from './render-blocks.ts';
import { rarities } from './rarities.ts';

/** What these tests use of Chai, whose own types make a promise of every assertion. */
const expect = chaiExpect as unknown as (actual: unknown, message?: string) => { readonly to: Expectation };

interface Expectation {
  readonly be: { accessible(): Promise<void>; greaterThan(limit: number): void };
  readonly deep: { equal(expected: unknown): void };
  readonly not: { equal(expected: unknown): void };
  equal(expected: unknown): void;
  include(expected: unknown): void;
  match(pattern: RegExp): void;
}

const OPTIONS: MarkdownOptions = {
  imageHosts: ['images.example'],
  strings: { code: 'Code', copy: 'Copy', copied: 'Copied', table: 'Table', done: 'Done', notDone: 'To do' },
  copy: async () => true,
};

/** All that markdown may become. */
const ELEMENTS = new Set(
  'A BDI BLOCKQUOTE BR BUTTON CODE DEL DIV EM H3 H4 H5 H6 HR IMG INPUT LI OL P PRE SPAN STRONG TABLE TBODY TD TH THEAD TR UL'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'alt aria-label checked class dir disabled href loading referrerpolicy rel role scope src start tabindex target title type'.split(
    ' ',
  ),
);

function stage(): HTMLElement {
  const place = document.createElement('div');
  document.body.append(place);
  return place;
}

afterEach(() => document.body.replaceChildren());

/** What is in `place` that must not be. */
function dangers(place: HTMLElement): readonly string[] {
  return [...place.querySelectorAll('*')].flatMap(element => [
    ...(ELEMENTS.has(element.tagName) ? [] : [element.tagName]),
    ...[...element.attributes].flatMap(({ name, value }) => {
      if (!ATTRIBUTES.has(name)) return [`${element.tagName} ${name}`];
      if (name === 'href' && !/^(?:https?|mailto|tel):/.test(value)) return [value];
      if (name === 'src' && new URL(value).host !== 'images.example') return [value];
      return [];
    }),
    ...(element instanceof HTMLAnchorElement && (element.rel !== 'noopener noreferrer' || element.target !== '_blank')
      ? ['rel']
      : []),
  ]);
}

describe('hostile text', () => {
  it('becomes no element, attribute or address that could do anything, and is shown as something', () => {
    const place = stage();
    let count = 0;
    for (const text of hostileTexts()) {
      render(renderBlocks(createMarkdown(rarities).update(text, true), OPTIONS), place);
      expect(dangers(place), text).to.deep.equal([]);
      expect(place.textContent.trim() + (place.querySelector('img, hr')?.tagName ?? ''), text).to.not.equal('');
      count += 1;
    }
    expect(count).to.be.greaterThan(2_500);
    expect('hostile' in globalThis).to.equal(false);
  });

  it('becomes none while it streams in either', () => {
    for (const text of [...hostileTexts()].filter((_text, index) => index % 11 === 0)) {
      const place = stage();
      const markdown = createMarkdown(rarities);
      for (let end = 1; end <= text.length; end += 3) {
        render(renderBlocks(markdown.update(text.slice(0, end), false), OPTIONS), place);
        expect(dangers(place), text.slice(0, end)).to.deep.equal([]);
      }
      place.remove();
    }
  });
});

describe('harmless text', () => {
  it('is shown in full', () => {
    const texts = [
      'a < b && c > d',
      '`<b>` and <b>',
      '"quotes" & \'more\'',
      'مرحبا بالعالم',
      '👩‍💻 ok',
      '5 * 3 = 15 * 1',
      'C:\\dir\\file',
    ];
    for (const text of texts) {
      const place = stage();
      render(renderBlocks(createMarkdown(rarities).update(text, true), OPTIONS), place);
      expect(place.textContent.trim()).to.equal(text.replaceAll('`', ''));
    }
  });

  it('says where a link leads', () => {
    const place = stage();
    render(
      renderBlocks(
        createMarkdown(rarities).update('[bank.example](https://other.example/x) https://shop.example/a', true),
        OPTIONS,
      ),
      place,
    );
    const [named, bare] = place.querySelectorAll('a');
    expect(named!.textContent).to.equal('bank.exampleother.example');
    expect(bare!.textContent).to.equal('https://shop.example/a');
  });

  it('shows images of listed hosts only, and of others a link', () => {
    const place = stage();
    const text = '![cat](https://images.example/c.png) ![dog](https://other.example/d.png)';
    render(renderBlocks(createMarkdown(rarities).update(text, true), OPTIONS), place);
    expect([...place.querySelectorAll('img')].map(image => image.src)).to.deep.equal(['https://images.example/c.png']);
    expect(place.querySelector('a')!.href).to.equal('https://other.example/d.png');
    expect(place.querySelector('a')!.textContent).to.include('dog');
  });

  it('is accessible', async () => {
    const place = stage();
    const text = '# A\n\n- [x] b\n\n| c |\n|---|\n| d |\n\n```js\ne\n```\n\n> f [g](https://g.example)';
    render(html`<main>${renderBlocks(createMarkdown(rarities).update(text, true), OPTIONS)}</main>`, place);
    await expect(place).to.be.accessible();
  });
});

const ANSWER = `# Delivery\n\nWe deliver **within two days**, see [the page](https://shop.example/delivery).\n\n${'- An item with *some* words\n'.repeat(20)}
1. First\n2. Second\n\n| Place | Days |\n|---|---:|\n${'| Seoul | 1 |\n'.repeat(20)}\n\`\`\`js\n${'const days = 2;\n'.repeat(30)}\`\`\`\n\n> A quote\n> of two lines\n\nThe end of it.\n`;

describe('streaming', () => {
  /** Streams `ANSWER` in portions; `onFrame` is told what a reader sees. */
  function stream(place: HTMLElement, onFrame: (shown: HTMLElement) => void): void {
    const markdown = createMarkdown(rarities);
    for (let end = 5; end < ANSWER.length; end += 5) {
      render(renderBlocks(markdown.update(ANSWER.slice(0, end), false), OPTIONS), place);
      onFrame(place);
    }
    render(renderBlocks(markdown.update(ANSWER, true), OPTIONS), place);
    onFrame(place);
  }

  it('removes no node of what is finished, and no element at all of ordinary text', () => {
    const place = stage();
    const removed: Node[] = [];
    const observer = new MutationObserver(() => undefined);
    observer.observe(place, { childList: true, subtree: true });
    stream(place, () => {
      for (const { removedNodes } of observer.takeRecords()) removed.push(...removedNodes);
    });
    expect(removed.filter(node => node.nodeType === Node.ELEMENT_NODE)).to.deep.equal([]);
    const atOnce = stage();
    render(renderBlocks(createMarkdown(rarities).update(ANSWER, true), OPTIONS), atOnce);
    expect(
      place.firstElementChild!.isEqualNode(atOnce.firstElementChild) || normalized(place) === normalized(atOnce),
    ).to.equal(true);
  });

  it('changes nothing within what is finished', () => {
    const place = stage();
    const records: MutationRecord[] = [];
    let observer: MutationObserver | undefined;
    stream(place, shown => {
      const second = shown.querySelector('li:nth-child(2)');
      if (observer) records.push(...observer.takeRecords());
      else if (second && shown.querySelector('li:nth-child(4)')) {
        observer = new MutationObserver(() => undefined);
        for (const item of [shown.querySelector('h3')!, shown.querySelector('li')!, second]) {
          observer.observe(item, { childList: true, subtree: true, characterData: true, attributes: true });
        }
      }
    });
    expect(observer).to.not.equal(undefined);
    expect(records).to.deep.equal([]);
  });

  it('keeps what a reader has selected, in what is finished and in what still grows', () => {
    const place = stage();
    const markdown = createMarkdown(rarities);
    const show = (text: string) => render(renderBlocks(markdown.update(text, false), OPTIONS), place);
    show('A first paragraph.\n\nA second one');
    const selection = getSelection()!;
    const [first, second] = [...place.querySelectorAll('p')].map(paragraph => textIn(paragraph));
    selection.setBaseAndExtent(first!, 2, second!, 8);
    show('A first paragraph.\n\nA second one that goes on');
    show('A first paragraph.\n\nA second one that goes on.\n\nA third');
    expect(selection.toString()).to.match(/^first paragraph\.\s+A second$/);
  });
});

describe('a block of code', () => {
  it('is copied by its button, whole, and says so', async () => {
    const place = stage();
    const copied: string[] = [];
    const options = { ...OPTIONS, copy: async (text: string) => copied.push(text) > 0 };
    render(renderBlocks(createMarkdown(rarities).update('```ts\nlet a;\n\n<b>\n```\n', true), options), place);
    const button = place.querySelector('button')!;
    button.click();
    await new Promise(requestAnimationFrame);
    expect(copied).to.deep.equal(['let a;\n\n<b>\n']);
    expect(button.dataset.copied).to.equal('');
    button.dispatchEvent(new Event('blur'));
    expect(button.dataset.copied).to.equal(undefined);
  });
});

function textIn(element: Element): Node {
  return document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()!;
}

/** The elements and texts in `place`, without the marks that Lit leaves. */
function normalized(place: HTMLElement): string {
  return place.innerHTML.replace(/<!--.*?-->/g, '');
}
