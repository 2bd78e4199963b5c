import { waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { expect, mount, unmount } from './browser-fixture.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

const TALK = [said('m1', '안녕'), reply('r1', '안녕하세요'), said('m2', '언제 열어요?'), reply('r2', '열 시요.')];

afterEach(async () => {
  await unmount();
  await setViewport({ width: 800, height: 600 });
});

// In a page of its own: to a chat that is opened after another, WebKit gives that one's answers to media queries.
describe('whoever needs it four times as large', () => {
  for (const width of [480, 320]) {
    it(`reads and writes without scrolling sideways, in a window of ${width * 4} pixels`, async () => {
      await setViewport({ width, height: 256 });
      const { find, shadow, show } = await mount({}, () => createScriptedConversation({ transcript: TALK }));
      await show();
      const field = find('textarea').getBoundingClientRect();
      expect(field.bottom).to.be.at.most(innerHeight);
      expect(find('.header').offsetHeight).to.be.at.most(50);
      expect(find('.transcript').clientHeight).to.be.at.least(130);
      expect(find('.transcript').scrollWidth).to.be.at.most(find('.transcript').clientWidth);
      expect(shadow.querySelector('dialog')!.scrollWidth).to.be.at.most(innerWidth);
    });
  }

  it('reaches everything in the menu', async () => {
    await setViewport({ width: 320, height: 256 });
    const features = ['delete', 'export', 'model:a:빠른 답', 'model:b:깊은 답', 'model:c:긴 답'];
    const { find, shadow, show } = await mount({}, () => createScriptedConversation({ transcript: TALK, features }));
    await show();
    find('.more').click();
    await waitUntil(() => shadow.querySelectorAll('.your-data input').length === 4, 'the menu is there');
    const menu = find('.your-data');
    expect(menu.getBoundingClientRect().bottom).to.be.at.most(innerHeight);
    menu.scrollTop = menu.scrollHeight;
    expect(find('.your-data .danger').getBoundingClientRect().bottom).to.be.at.most(innerHeight);
  });
});
