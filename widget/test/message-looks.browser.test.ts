import { expect, mount, unmount, waitUntil } from './browser-fixture.ts';
import type { Line, ReplyLine } from '../src/conversation/transcript.ts';
import { parts } from '../src/parts/parts.ts';
import { createScriptedConversation, reply, said } from './scripted-conversation.ts';

const ANSWER = `## 배송

보통 **이틀** 걸려요. [배송 안내](https://shop.example/delivery)를 봐 주세요.

- 포장
- 발송
  1. 접수
  2. 출고

> 주말에는 쉬어요.
`;

/** With what is rare. */
const LONG_ANSWER = `${ANSWER}
| 지역 | 기간 |
| --- | ---: |
| 서울 | 1일 |
| 제주 | 3일 |

- [x] 포장
- [ ] 발송

\`\`\`ts
const days = 2;
\`\`\`
`;

const streaming: Partial<ReplyLine> = { state: 'streaming', reason: null, at: null };

afterEach(unmount);

async function open(
  transcript: readonly Line[],
  load = parts.rarities,
  attributes: Readonly<Record<string, string>> = {},
) {
  const mounted = await mount(attributes, () => createScriptedConversation({ transcript }), { rarities: load });
  const conversation = await mounted.show();
  const { chat, shadow } = mounted;
  return {
    ...mounted,
    async become(next: readonly Line[]) {
      conversation.become({ transcript: next });
      await chat.updateComplete;
    },
    isMarkdown: () => waitUntil(() => shadow.querySelector('.markdown'), 'it is shown'),
  };
}

describe('a reply', () => {
  it('has the same gap between all that it holds', async () => {
    const { find, isMarkdown } = await open([reply('r1', '하나\n\n둘\n\n- 셋')]);
    await isMarkdown();
    const [one, two, list] = [...find('.markdown').children].map(child => child.getBoundingClientRect());
    expect(Math.round(list!.top - two!.bottom)).to.equal(Math.round(two!.top - one!.bottom));
  });

  it('is markdown at once, but for what is rare in it, which is as it was typed until the code for that has come', async () => {
    let arrive!: () => void;
    const arrived = new Promise<void>(resolve => (arrive = resolve));
    const { find } = await open([reply('r1', '**이틀** &lt; 사흘 [표]\n\n[표]: https://shop.example/')], async () => {
      await arrived;
      return parts.rarities();
    });
    expect(find('[part=reply]').textContent).to.equal('이틀 &lt; 사흘 [표][표]: https://shop.example/');
    expect(find('[part=reply] strong').textContent).to.equal('이틀');
    arrive();
    await waitUntil(() => find('[part=reply]').textContent.startsWith('이틀 < 사흘 표'), 'it is read');
    expect(find<HTMLAnchorElement>('[part=reply] a').href).to.equal('https://shop.example/');
  });

  it('is once it has come what it would have been with it from the start, whenever that is', async () => {
    const text = `${LONG_ANSWER}\n\n1 &lt; 2 and [it]\n\n<div>\n*a*\n\n[it]: https://shop.example/\n`;
    const whole = await open([reply('r1', text)]);
    await waitUntil(() => whole.find('[part=reply]').textContent.includes('1 < 2'), 'it is read');
    const wanted = withoutComments(whole.find('.markdown').innerHTML);
    for (const end of [text.indexOf('&lt') + 4, text.indexOf('<div') + 6, text.length]) {
      await unmount();
      let arrive!: () => void;
      const arrived = new Promise<void>(resolve => (arrive = resolve));
      const { find, become } = await open([reply('r1', text.slice(0, end), streaming)], async () => {
        await arrived;
        return parts.rarities();
      });
      arrive();
      await waitUntil(() => find('[part=reply]').textContent.includes('1 <'), 'it is read');
      await become([reply('r1', text)]);
      expect(withoutComments(find('.markdown').innerHTML)).to.equal(wanted);
    }
  });

  it('stays as it is without that code, which the next reply asks for again', async () => {
    let asked = 0;
    const { find, become } = await open([reply('r1', '&lt;이틀&gt;')], () => {
      asked += 1;
      return asked > 1 ? parts.rarities() : Promise.reject(new Error('offline'));
    });
    await become([reply('r1', '&lt;이틀&gt;'), reply('r2', '또', streaming)]);
    expect(asked).to.equal(1);
    expect(find('[part=reply]').textContent).to.equal('&lt;이틀&gt;');
    await become([reply('r1', '&lt;이틀&gt;'), reply('r2', '또 오세요.')]);
    await waitUntil(() => find('[part=reply]').textContent === '<이틀>', 'it is read');
    expect(asked).to.equal(2);
  });

  it('keeps all that looks the same when that code comes while it streams', async () => {
    let arrive!: () => void;
    const arrived = new Promise<void>(resolve => (arrive = resolve));
    const { shadow, find, become } = await open([reply('r1', LONG_ANSWER.slice(0, -5), streaming)], async () => {
      await arrived;
      return parts.rarities();
    });
    expect(find('[part=reply]').textContent).to.include('const days = 2;');
    expect(shadow.querySelectorAll('.code, .table, .task')).to.have.length(0);
    const before = [...shadow.querySelectorAll('.markdown > *')].slice(0, 4);
    const removed: Node[] = [];
    const observer = new MutationObserver(records =>
      removed.push(...records.flatMap(record => [...record.removedNodes])),
    );
    for (const element of before) observer.observe(element, { childList: true, subtree: true });
    arrive();
    await waitUntil(() => shadow.querySelector('.code pre'), 'it is read');
    await become([reply('r1', LONG_ANSWER)]);
    expect([...shadow.querySelectorAll('.markdown > *')].slice(0, 4)).to.deep.equal(before);
    expect(removed.concat(...observer.takeRecords().map(record => [...record.removedNodes]))).to.deep.equal([]);
    expect(find('.code pre').textContent).to.equal('const days = 2;\n');
    expect(shadow.querySelectorAll('.task > :checked')).to.have.length(1);
  });

  it('asks for that code where an address is typed in a way that is not the usual one', async () => {
    for (const address of [
      'https://shop.example/',
      '<https://shop.example/>',
      'www.shop.example',
      'shop@shop.example',
      '[배송](https://shop.example/ "배송")',
      '[배송](https://shop.example/a_(b))',
    ]) {
      const { find } = await open([reply('r1', `**이틀** ${address} (배송)`)]);
      await waitUntil(() => find('[part=reply]').querySelector('a'), address);
      await unmount();
    }
  });

  it('does not ask for that code where there is nothing for it to read', async () => {
    let asked = 0;
    const links =
      '[a](https://shop.example/) [b](https://www.shop.example/?b=1&c=2) [c](mailto:a@shop.example) a@ @b www.';
    await open([reply('r1', `${ANSWER}\n\n3 < 4 & 5 > 2 ${links}`)], () => {
      asked += 1;
      return parts.rarities();
    });
    expect(asked).to.equal(0);
  });

  it('shows what its text says, and what a visitor said as they said it', async () => {
    const { shadow, find } = await open([said('m1', '**굵게** `x`'), reply('r1', LONG_ANSWER)]);
    await waitUntil(() => shadow.querySelector('.code'), 'all of it is shown');
    expect(find('[part=visitor] p').textContent).to.equal('**굵게** `x`');
    expect(shadow.querySelectorAll('[part=visitor] :is(strong, code)')).to.have.length(0);
    const names = [...shadow.querySelectorAll('[part=reply] .markdown > *')].map(({ localName }) => localName);
    expect(names).to.deep.equal(['h4', 'p', 'ul', 'blockquote', 'div', 'ul', 'div']);
    expect(find('.table').getAttribute('aria-label')).to.equal('표');
    expect(find('.code button').textContent.trim()).to.equal('복사복사됨');
  });

  it('is only added to while it streams, and keeps what a reader has selected', async () => {
    // What is rare in it has been met before.
    const before = [said('m1', '배송'), reply('r0', '잠시만요&hellip;')];
    const { shadow, find, become } = await open(before);
    await waitUntil(() => find('[part=reply]').textContent === '잠시만요…', 'it is read');
    await become([...before, reply('r1', LONG_ANSWER.slice(0, 40), streaming)]);
    const first = find('li:last-child [part=reply] h4').firstChild!;
    const range = document.createRange();
    range.selectNodeContents(find('li:last-child [part=reply] h4'));
    getSelection()!.removeAllRanges();
    getSelection()!.addRange(range);

    const removed: Node[] = [];
    const observer = new MutationObserver(records =>
      removed.push(...records.flatMap(record => [...record.removedNodes])),
    );
    const bubble = find('li:last-child [part=reply]');
    observer.observe(bubble, { childList: true, subtree: true });
    for (let end = 40; end <= LONG_ANSWER.length; end += 3) {
      await become([...before, reply('r1', LONG_ANSWER.slice(0, end), streaming)]);
    }
    await become([...before, reply('r1', LONG_ANSWER)]);
    removed.push(...observer.takeRecords().flatMap(record => [...record.removedNodes]));
    observer.disconnect();
    expect(removed).to.deep.equal([]);
    expect(first.isConnected).to.equal(true);
    expect(range.toString()).to.equal('배송');
    expect(shadow.querySelectorAll('li:last-child [part=reply] td')).to.have.length(4);
  });

  it('is shown at most once a frame, however fast its words come', async () => {
    const { chat, conversation, frames } = await paced();
    const before = frames.shown;
    const started = frames.passed;
    const { port1, port2 } = new MessageChannel();
    for (let end = 1; end <= 600; end += 1) {
      conversation.become({ transcript: [reply('r1', '가'.repeat(end), streaming)] });
      // The next message comes by a task of its own, as from a socket.
      await new Promise(resolve => {
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    }
    await chat.updateComplete;
    frames.stop();
    expect(frames.shown - before).to.be.at.most(frames.passed - started + 2);
    expect(frames.shown - before).to.be.at.least(1);
  });

  it('shows images of the hosts that the site lists, and a link in place of others', async () => {
    const text = '![차](https://img.example:8443/a.png) ![잔](https://other.example/b.png)';
    const { chat, shadow, isMarkdown } = await open([reply('r1', text)]);
    await isMarkdown();
    expect(shadow.querySelectorAll('img')).to.have.length(0);
    expect(shadow.querySelectorAll('[part=reply] a')).to.have.length(2);
    chat.setAttribute('image-hosts', ' img.example:8443  cdn.example ');
    await chat.updateComplete;
    expect([...shadow.querySelectorAll('img')].map(({ src }) => src)).to.deep.equal(['https://img.example:8443/a.png']);
    expect([...shadow.querySelectorAll('[part=reply] a')].map(link => link.textContent)).to.deep.equal([
      '잔other.example',
    ]);
  });
});

/** Lit marks with comments where something may come. */
function withoutComments(html: string): string {
  return html.replace(/<!--.*?-->/g, '');
}

/** An open chat with a reply that streams, whose updates and frames are counted. */
async function paced() {
  const mounted = await open([reply('r1', '가', streaming)]);
  await mounted.isMarkdown();
  const frames = { shown: 0, passed: 0, stop: () => cancelAnimationFrame(frame) };
  mounted.chat.addController({ hostUpdated: () => void (frames.shown += 1) });
  let frame = requestAnimationFrame(count);
  function count() {
    frames.passed += 1;
    frame = requestAnimationFrame(count);
  }
  return { ...mounted, conversation: mounted.conversations.at(-1)!, frames };
}
