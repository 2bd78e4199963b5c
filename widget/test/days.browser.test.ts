import { expect, expectAccessible, mount, unmount, waitUntil } from './browser-fixture.ts';
import type { Line } from '../src/conversation/transcript.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

const realNow = Date.now;

afterEach(async () => {
  Date.now = realNow;
  await unmount();
});

/** Noon today where the browser is, and so many days before. */
const noon = (daysAgo = 0) => new Date(new Date().setHours(12, 0, 0, 0)).setDate(new Date().getDate() - daysAgo);

const date = (at: number, language = 'ko') => new Intl.DateTimeFormat(language, { dateStyle: 'full' }).format(at);

async function open(transcript: readonly Line[], attributes: Readonly<Record<string, string>> = {}) {
  const mounted = await mount(attributes, () => createScriptedConversation({ transcript }));
  const conversation = await mounted.show();
  return {
    ...mounted,
    async become(next: readonly Line[]) {
      conversation.become({ transcript: next });
      await mounted.chat.updateComplete;
    },
    isTold: () => waitUntil(() => mounted.shadow.querySelector('.day'), 'the code of days has come'),
    /** The days, and the messages by their ids. */
    shown: () =>
      [...mounted.shadow.querySelectorAll<HTMLElement>('.messages > *')].map(item =>
        item.matches('.day') ? item.textContent : item.querySelector('[part]')!.textContent.replace(/.*:/, '').trim(),
      ),
  };
}

const turn = (number: number, at: number): readonly Line[] => [
  said(`m${number}`, `질문 ${number}`, { at }),
  reply(`r${number}`, `답 ${number}`, { at: at + 1_000 }),
];

describe('the days of a conversation', () => {
  it('are told where they begin, and messages tell the time alone', async () => {
    const { shown, shadow, isTold } = await open([...turn(1, noon(5)), ...turn(2, noon(1)), ...turn(3, noon())]);
    await isTold();
    expect(shown()).to.deep.equal([
      date(noon(5)),
      '질문 1',
      '답 1',
      '어제',
      '질문 2',
      '답 2',
      '오늘',
      '질문 3',
      '답 3',
    ]);
    const [time] = shadow.querySelectorAll('time');
    expect(time!.textContent).to.match(/^\D{0,3}12:00$/);
  });

  it('are not told while all is of today', async () => {
    const { shown, become } = await open([]);
    await become(turn(1, noon()));
    expect(shown()).to.deep.equal(['질문 1', '답 1']);
  });

  it('change their names at midnight, in an open chat', async () => {
    const today = [...turn(1, noon()), said('m2', '질문 2', { at: noon() })];
    const { shown, become, chat, shadow, isTold } = await open(today);
    const message = shadow.querySelector('.message');
    Date.now = () => realNow() + noon() - noon(1);
    chat.requestUpdate();
    await isTold();
    expect(shown()).to.deep.equal(['어제', '질문 1', '답 1', '질문 2']);
    await become([...today, reply('r2', '답 2', { state: 'streaming', reason: null, at: null })]);
    expect(shown()).to.deep.equal(['어제', '질문 1', '답 1', '질문 2', '오늘', '답 2']);
    expect(shadow.querySelector('.message')).to.equal(message);
  });

  it('stand above what was said first on them, also when that comes later', async () => {
    const yesterday = noon(1);
    const { shown, become, shadow, isTold } = await open(turn(2, yesterday));
    await isTold();
    expect(shown()).to.deep.equal(['어제', '질문 2', '답 2']);
    const [message] = shadow.querySelectorAll('.message');
    await become([...turn(0, noon(9)), ...turn(1, yesterday - 60_000), ...turn(2, yesterday)]);
    expect(shown()).to.deep.equal([date(noon(9)), '질문 0', '답 0', '어제', '질문 1', '답 1', '질문 2', '답 2']);
    expect(shadow.querySelectorAll('.message')[4]).to.equal(message);
  });

  it('are never to come, whatever a clock says', async () => {
    const { shown } = await open(turn(1, noon(-2)));
    expect(shown()).to.deep.equal(['질문 1', '답 1']);
  });

  it('are not said as news, and are items that the keys reach beside the messages', async () => {
    const { chat, shadow, find, become, isTold } = await open([]);
    await become([...turn(1, noon(5)), ...turn(2, noon())]);
    await isTold();
    const spoken = [...shadow.querySelectorAll('[aria-live=polite]')].map(({ textContent }) => textContent).join();
    expect(spoken.includes(date(noon(5)))).to.equal(false);
    expect(find('.message').textContent.includes(date(noon(5)))).to.equal(false);
    find('.transcript').focus();
    const press = (key: string) => {
      const target = shadow.activeElement!;
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    };
    await waitUntil(() => {
      press('Home');
      return shadow.activeElement?.matches('.day');
    }, 'the keys walk');
    expect(shadow.activeElement!.textContent).to.equal(date(noon(5)));
    await expectAccessible(chat);
  });

  for (const attributes of [{ theme: 'dark' }, { theme: 'light' }, { lang: 'ar', dir: 'rtl' }]) {
    it(`are readable and in the middle (${Object.values(attributes).join(' ')})`, async () => {
      const { chat, find, shadow } = await open([...turn(1, noon(5)), ...turn(2, noon())], attributes);
      await waitUntil(
        () => shadow.querySelector('.day')?.textContent === date(noon(5), attributes.lang),
        'it is in its language',
      );
      const [day, list] = [find('.day').getBoundingClientRect(), find('.messages').getBoundingClientRect()];
      expect(Math.abs(day.left + day.right - list.left - list.right)).to.be.at.most(2);
      await expectAccessible(chat);
    });
  }
});
