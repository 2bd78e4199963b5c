import * as fc from 'fast-check';
import { expect, mount, unmount, waitUntil } from './browser-fixture.ts';
import type { Line } from '../src/conversation/transcript.ts';
import { AT, createScriptedConversation, reply, said } from './scripted-conversation.ts';

afterEach(unmount);

const HOUR_MS = 3_600_000;

/** Answers of very different heights, on several days, so that no guess at one that is not laid out is right. */
function answer(number: number): Line {
  const lines = Array.from({ length: 1 + ((number * 7) % 13) }, (_, index) => `${number}번째 답의 ${index}째 줄`);
  const at = AT + number * 5 * HOUR_MS;
  const table = '\n\n| 이름 | 값 |\n| --- | --- |\n| 가 | 1 |\n| 나 | 2 |';
  return number % 5 === 0
    ? said(`m${number}`, `질문 ${number}`, { at })
    : reply(`r${number}`, lines.join(number % 2 ? '\n\n' : '\n- ') + (number % 3 ? '' : table), { at });
}

const answers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => answer(from + index));

async function open(transcript: readonly Line[]) {
  const mounted = await mount({}, () => createScriptedConversation({ transcript, earlier: 'some' }));
  const conversation = await mounted.show();
  const { chat, shadow, find } = mounted;
  await waitUntil(() => shadow.querySelector('.markdown'), 'the code of markdown has come');
  // On a busy machine that comes while somebody reads already, which is not what is tried here.
  await waitUntil(() => shadow.querySelector('.tools'), 'what stands below answers has come');
  const log = find('.transcript');
  const distance = () => log.scrollHeight - log.clientHeight - log.scrollTop;
  await waitUntil(() => distance() <= 1, 'it begins at the end');
  return {
    ...mounted,
    log,
    distance,
    async become(next: readonly Line[]) {
      conversation.become({ transcript: next });
      await chat.updateComplete;
      await frames(2);
    },
    async scrollTo(top: number) {
      log.scrollTop = top;
      await frames(2);
    },
  };
}

/** Layout, its observers and a paint. */
async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
}

/** What a reader sees first, by its words. */
function firstSeen(log: HTMLElement): { readonly element: Element; readonly top: number } {
  const edge = log.getBoundingClientRect().top;
  const element = [...log.querySelectorAll('.message')].find(item => item.getBoundingClientRect().bottom > edge)!;
  return { element, top: element.getBoundingClientRect().top };
}

type Step =
  | { readonly kind: 'scroll'; readonly by: number }
  | { readonly kind: 'stream'; readonly units: number }
  | { readonly kind: 'answer' }
  | { readonly kind: 'prepend'; readonly count: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('scroll' as const), by: fc.integer({ min: -900, max: 500 }) }),
  fc.record({ kind: fc.constant('stream' as const), units: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constant('answer' as const) }),
  fc.record({ kind: fc.constant('prepend' as const), count: fc.integer({ min: 1, max: 20 }) }),
);

/** What the reader sees first is a question, which from the third step on is laid out by itself: what a screen reader alone hears of it stays with it. */
const A_QUESTION_LEAVES_THE_LAST_TWENTY: Step[] = [
  { kind: 'prepend', count: 1 },
  { kind: 'scroll', by: -383 },
  { kind: 'stream', units: 1 },
  { kind: 'prepend', count: 1 },
  { kind: 'answer' },
  { kind: 'stream', units: 1 },
];

describe('a reader who has scrolled up', () => {
  it('keeps their place to the pixel, whatever comes before, behind and within', async function () {
    this.timeout(180_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async steps => {
        let first = 500;
        let next = 560;
        let streamed = '';
        const transcript = () => [
          ...answers(first, next),
          ...(streamed ? [reply('s', streamed, { state: 'streaming', reason: null, at: null })] : []),
        ];
        const { log, become, scrollTo } = await open(transcript());
        await scrollTo(log.scrollHeight / 2);
        for (const given of steps) {
          if (given.kind === 'scroll') {
            // Not to the end, where a reader is taken along.
            await scrollTo(
              Math.max(100, Math.min(log.scrollTop + given.by, log.scrollHeight - log.clientHeight - 400)),
            );
            continue;
          }
          if (given.kind === 'stream') streamed += '말 '.repeat(given.units);
          if (given.kind === 'answer') next += 1;
          if (given.kind === 'prepend') first -= given.count;
          const { element, top } = firstSeen(log);
          await become(transcript());
          expect(Math.abs(element.getBoundingClientRect().top - top)).to.be.at.most(1);
        }
        await unmount();
      }),
      { numRuns: 12, examples: [[A_QUESTION_LEAVES_THE_LAST_TWENTY]] },
    );
  });

  it('is shown how many replies have come, and is taken to them', async () => {
    const { chat, log, shadow, find, become, scrollTo, distance } = await open(answers(500, 540));
    await scrollTo(log.scrollHeight / 2);
    await waitUntil(() => shadow.querySelector('.latest'), 'the way back shows');
    expect(find('.latest').getAttribute('aria-label')).to.equal('최근 메시지로 이동');
    await become([...answers(500, 540), reply('a', '하나'), reply('b', '둘')]);
    expect(find('.latest').getAttribute('aria-label')).to.equal('새 메시지 2개 보기');
    expect(find('.latest').textContent.trim()).to.equal('2');
    find('.latest').click();
    await chat.updateComplete;
    await waitUntil(() => distance() <= 1, 'it is at the end');
    await waitUntil(() => !shadow.querySelector('.latest'), 'the way back has gone');
  });

  it('finds what they passed where it was when they come back', async function () {
    this.timeout(60_000);
    const { log, scrollTo } = await open(answers(100, 400));
    await scrollTo(log.scrollHeight / 3);
    for (let top = log.scrollTop; top > 200; top -= 700) await scrollTo(top);
    const { element, top } = firstSeen(log);
    await frames(10);
    expect(Math.abs(element.getBoundingClientRect().top - top)).to.be.at.most(1);
  });
});
