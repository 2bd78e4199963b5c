import { expect, mount, unmount, waitUntil } from './browser-fixture.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

afterEach(unmount);

const TRANSCRIPT = [
  said('m1', '추천해 주세요'),
  reply('r1', '녹차요.', {
    parts: [{ kind: 'card', title: '차', subtitle: null, imageUrl: null, buttons: [{ text: '녹차', value: '녹차' }] }],
  }),
];

/** An open chat with `styles` of its page round it. */
async function styled(styles: string, transcript = TRANSCRIPT) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [sheet];
  const mounted = await mount({}, () => createScriptedConversation({ transcript }));
  await mounted.show();
  return { ...mounted, part: (name: string) => mounted.find(`[part~=${name}]`) };
}

afterEach(() => {
  document.adoptedStyleSheets = [];
});

describe('what a page makes of the looks', () => {
  it('reaches each part', async () => {
    const names = ['launcher', 'panel', 'header', 'title', 'transcript', 'visitor', 'reply', 'card'];
    const all = [...names, 'composer', 'input', 'send'];
    const { part, shadow } = await styled(
      all.map(name => `lex-chat::part(${name}) { outline: 3px solid red }`).join(''),
    );
    await waitUntil(() => shadow.querySelector('[part=card]'), 'the card is there');
    const outlines = all.map(name => `${name} ${getComputedStyle(part(name)).outlineWidth}`);
    expect(outlines).to.deep.equal(all.map(name => `${name} 3px`));
  });

  it('sets colour, font, roundness and sizes by custom properties', async () => {
    const { part } = await styled(`lex-chat {
      --lex-chat-accent: rgb(0, 112, 74); --lex-chat-font: monospace; --lex-chat-radius: 4px;
      --lex-chat-width: 350px; --lex-chat-height: 420px; --lex-chat-offset: 33px }`);
    const panel = getComputedStyle(part('panel'));
    expect([panel.width, panel.height, panel.borderTopLeftRadius]).to.deep.equal(['350px', '420px', '4px']);
    expect(panel.fontFamily).to.match(/^monospace/);
    const launcher = getComputedStyle(part('launcher'));
    expect([launcher.right, launcher.bottom]).to.deep.equal(['33px', '33px']);
    expect(launcher.backgroundColor).to.equal('rgb(0, 112, 74)');
  });

  it('puts its own into the slots in place of icon, title and welcome', async () => {
    const { chat, find } = await styled('', []);
    const own = ['launcher', 'header', 'welcome'].map(slot =>
      Object.assign(document.createElement('b'), { slot, textContent: `own ${slot}` }),
    );
    chat.append(...own);
    await chat.updateComplete;
    for (const element of own) expect(element.getBoundingClientRect().height).to.be.greaterThan(0);
    expect(find('[part=title]').checkVisibility()).to.equal(false);
  });
});
