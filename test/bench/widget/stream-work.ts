import type { RunningBrowser } from '../../e2e/browser.ts';
import { recordWork } from '../../e2e/record-work.ts';
import type { Chat } from './chats.ts';
import type { Give } from './give.ts';

/** How long a page's thread works on an answer, in milliseconds; what it does for the first answer of all is not in it. */
export async function streamWork(
  browser: RunningBrowser,
  chat: Chat,
  tokens: readonly string[],
  give: Give,
): Promise<number> {
  const { page } = await browser.visitor();
  await chat.open(page);
  await chat.ask(page);
  await chat.answer(page, ['준비.']);
  await chat.ask(page);
  const { totalMs } = await recordWork(page, () => chat.answer(page, tokens, give));
  await page.context().close();
  return totalMs;
}
