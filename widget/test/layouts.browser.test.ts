import { setViewport } from '@web/test-runner-commands';
import { expect, expectAccessible, mount, unmount, waitUntil } from './browser-fixture.ts';

afterEach(async () => {
  await unmount();
  await setViewport({ width: 800, height: 600 });
});

describe('layouts', () => {
  it('fills a phone, holds the page still, and lets it go again', async () => {
    await setViewport({ width: 390, height: 700 });
    document.documentElement.style.overflow = 'clip';
    const { chat, find, show } = await mount();
    await show();
    const dialog = find<HTMLDialogElement>('dialog');
    expect(dialog.matches(':modal')).to.equal(true);
    expect(chat.shadowRoot!.activeElement).to.equal(find('textarea'));
    const { width, height } = dialog.getBoundingClientRect();
    // WebKitGTK makes no window so narrow, but one that still is a phone's.
    expect([Math.round(width), height]).to.deep.equal([innerWidth, 700]);
    expect(innerWidth).to.be.at.most(479);
    expect(document.documentElement.style.overflow).to.equal('hidden');
    await expectAccessible(chat);

    await setViewport({ width: 800, height: 700 });
    await waitUntil(() => dialog.matches(':popover-open'), 'a wide window shows it beside the page');
    expect(document.documentElement.style.overflow).to.equal('clip');
    document.documentElement.style.overflow = '';
  });

  it('fills the room that the page gives it inline, without a launcher', async () => {
    const { chat, shadow } = await mount({ layout: 'inline', style: 'width: 300px; height: 420px' });
    await waitUntil(() => shadow.querySelector('section.panel'), 'it is there at once');
    expect(shadow.querySelector('.launcher')).to.equal(null);
    const { width, height } = shadow.querySelector('.panel')!.getBoundingClientRect();
    expect([width, height]).to.deep.equal([300, 420]);
    expect(document.activeElement).to.equal(document.body);
    await expectAccessible(chat);
  });

  it('writes black on a light accent and white on a dark one', async () => {
    const { chat, find, show } = await mount();
    await show();
    for (const [accent, lightness] of [
      ['#ffd400', 0],
      ['#fff', 0],
      ['#1a1a6e', 100],
      ['#2f5bea', 100],
    ] as const) {
      chat.style.setProperty('--lex-chat-accent', accent);
      expect(getComputedStyle(find('.launcher')).color).to.match(new RegExp(`^lab\\(${lightness} `));
    }
  });
});
