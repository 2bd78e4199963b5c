import { expect, mount, unmount, waitUntil } from './browser-fixture.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

const CARD = {
  kind: 'card',
  title: '차',
  subtitle: null,
  imageUrl: null,
  buttons: [{ text: '녹차', value: '녹차' }],
} as const;
const TRANSCRIPT = [
  said('m1', '추천해 주세요'),
  reply('r1', '## 배송\n\n**이틀** 걸려요.\n\n- 하나\n- 둘\n\n`code`', { parts: [CARD] }),
];

/** What a page does to its elements, and where it has put the chat. */
const HABITS: Readonly<Record<string, { readonly css: string; readonly parent?: Partial<CSSStyleDeclaration> }>> = {
  'resets everything': { css: '* { all: unset !important; font-size: 40px !important; color: red !important }' },
  'has Tailwind’s preflight': {
    css: `*, ::before, ::after { box-sizing: border-box; border: 0 solid; margin: 0; padding: 0 }
      button, input, textarea { font: inherit; color: inherit; background: transparent; border-radius: 0 }
      ol, ul { list-style: none } img, svg, video { display: block; vertical-align: middle; max-width: 100% }
      html { line-height: 1.5; tab-size: 4; font-family: ui-sans-serif }`,
  },
  'counts in rem of 62.5 %': { css: 'html { font-size: 62.5% } body { font-size: 1.6rem }' },
  'has registered properties by the names that everybody uses': {
    css: ['accent', 'text', 'surface', 'line', 'offset', 'font', 'radius', 'shadow']
      .map(name => `@property --${name} { syntax: '*'; inherits: false }`)
      .join('\n'),
  },
  'is written from the right': { css: 'html { direction: rtl; text-align: right }' },
  'styles the element itself': {
    css: `lex-chat { display: flex !important; opacity: 0.1; transform: scale(0.5); font: 40px serif; letter-spacing: 1em;
      text-transform: uppercase; visibility: hidden; direction: rtl; position: absolute; width: 10px; overflow: hidden }`,
  },
  'has put it where things are moved, filtered and cut off': {
    css: '',
    parent: {
      transform: 'translate(50px, 50px) rotate(10deg)',
      filter: 'blur(0)',
      contain: 'strict',
      width: '10px',
      height: '10px',
      overflow: 'hidden',
      zIndex: '-1',
      position: 'relative',
      font: '40px/3 serif',
      letterSpacing: '9px',
      textIndent: '50px',
      whiteSpace: 'nowrap',
      cursor: 'wait',
      userSelect: 'none',
    },
  },
};

const COMPARED: readonly string[] = [
  ...['color', 'background-color', 'font-size', 'font-family', 'font-weight', 'line-height', 'letter-spacing'],
  ...['text-indent', 'text-transform', 'white-space', 'direction', 'text-align', 'visibility', 'cursor', 'display'],
];

/** Where everything in an open chat stands, and how it looks. */
async function look(css = '', parent: Partial<CSSStyleDeclaration> = {}): Promise<readonly string[]> {
  const style = document.head.appendChild(document.createElement('style'));
  style.textContent = css;
  const place = document.body.appendChild(document.createElement('div'));
  Object.assign(place.style, parent);
  const { chat, shadow, show } = await mount({}, () => createScriptedConversation({ transcript: TRANSCRIPT }));
  place.append(chat);
  await show();
  await waitUntil(() => shadow.querySelector('.markdown') && shadow.querySelector('[part=card]'), 'it is all there');
  await waitUntil(() => shadow.getAnimations().length === 0, 'it has come to rest');
  const lookOnce = () =>
    [...shadow.querySelectorAll<HTMLElement>('.root *')].map(element => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const computed = getComputedStyle(element);
      const styles = COMPARED.map(name => `${name}: ${computed.getPropertyValue(name)}`);
      // What only a screen reader meets may lie anywhere.
      const place = element.matches('.unseen') ? [] : [x, y, width, height].map(Math.round);
      return [element.localName, element.className, ...place, ...styles].join('; ');
    });
  let seen = lookOnce();
  await waitUntil(async () => {
    const before = seen.join();
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    seen = lookOnce();
    return seen.join() === before;
  }, 'nothing moves any more');
  await unmount();
  place.remove();
  style.remove();
  return seen;
}

afterEach(unmount);

describe('a chat on a page', () => {
  for (const [habit, { css, parent }] of Object.entries(HABITS)) {
    it(`looks as it does elsewhere on one that ${habit}`, async () => {
      const [calm, hostile] = [await look(), await look(css, parent)];
      expect(calm.length).to.be.greaterThan(40);
      expect(hostile.filter((line, index) => line !== calm[index])).to.deep.equal([]);
    });
  }

  it('changes nothing of the page but what is its own', async () => {
    const page = () => ({
      names: Object.keys(globalThis).length,
      sheets: document.adoptedStyleSheets.length,
      head: document.head.outerHTML,
      html: document.documentElement.getAttributeNames(),
      body: document.body.getAttributeNames(),
      heading: getComputedStyle(document.body.appendChild(document.createElement('h1'))).font,
    });
    const before = page();
    const { show } = await mount();
    await show();
    expect(page()).to.deep.equal(before);
    for (const heading of document.querySelectorAll('h1')) heading.remove();
  });
});
