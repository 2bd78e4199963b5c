import { describe, it } from 'vitest';
import { hasBrowser } from '../../e2e/browser.ts';
import { useScriptedSite } from '../../e2e/scripted-site.ts';
import { MIXED, TEXTS, tokensOf } from '../../e2e/texts.ts';
import { throttle } from '../../e2e/throttle.ts';
import { atMost, inTurn, isQuick, median, note, whenQuick } from '../benchmark.ts';
import { bareChat } from './bare-chat.ts';
import { lexChat, type Asked } from './chats.ts';
import { atPace, END, type Shown } from './give.ts';
import { otherChats } from './other-chats.ts';
import { usePeers } from './peers.ts';
import { useWarmBrowser } from './warm-browser.ts';

/** In a quick run as well: of three seconds a fiftieth is less than the last updates take. */
const SECONDS = 10;
const TOKENS_A_SECOND = 200;
const FRAMES_A_SECOND = 60;
const ROUNDS = whenQuick(1, 5);

describe.skipIf(!hasBrowser)('a fast model on a slow phone', () => {
  const running = useScriptedSite();
  const browser = useWarmBrowser(running);
  const peers = usePeers();

  async function shownBy(chat: Asked, tokens: readonly string[]): Promise<Shown> {
    const { page } = await browser.visitor();
    await chat.open(page);
    await chat.ask(page);
    await throttle(page, 4);
    const shown = await new Promise<Shown>((resolve, reject) => {
      const give = atPace({ host: chat.host, aSecond: TOKENS_A_SECOND, last: END }, resolve);
      chat.answer(page, [...tokens, `\n\n${END}`], give).catch(reject);
    });
    await page.context().close();
    return shown;
  }

  it('leaves the page its frames', { timeout: 900_000 }, async ({ task }) => {
    const deepChat = otherChats(peers)['deep-chat'];
    const chats = {
      'lex-chat': lexChat(running.site),
      bare: bareChat(peers),
      // That takes it more than a minute.
      ...(!isQuick && deepChat && { 'deep-chat': deepChat }),
    };
    const tokens = tokensOf(TEXTS[MIXED]!, SECONDS * TOKENS_A_SECOND);
    const dropped: Record<string, number[]> = {};
    const walls = await inTurn(
      name => (name === 'deep-chat' ? 1 : ROUNDS),
      Object.fromEntries(
        Object.entries(chats).map(([name, chat]) => [
          name,
          async () => {
            const { ms, frames } = await shownBy(chat, tokens);
            (dropped[name] ??= []).push((1 - frames / ((ms / 1_000) * FRAMES_A_SECOND)) * 100);
            return ms / 1_000 / SECONDS;
          },
        ]),
      ),
    );
    const what = `${SECONDS} s of ${TOKENS_A_SECOND} tokens a second, processor slowed down four times`;
    note(task, {
      area: 'widget',
      what: `${what}: until all is shown, by how long it is told`,
      unit: '×',
      of: walls,
      target: atMost(1.02, median(walls['lex-chat']!), '1.02 ×'),
    });
    note(task, {
      area: 'widget',
      what: `${what}: frames dropped, of ${FRAMES_A_SECOND} a second`,
      unit: '%',
      of: dropped,
      // One try of a browser that has just started tells nothing of a fiftieth.
      ...(!isQuick && { target: atMost(2, median(dropped['lex-chat']!), '2 %') }),
    });
  });
});
