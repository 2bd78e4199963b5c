import type { Page } from 'playwright-core';

/**
 * Gives a chat the pieces of an answer. They are handed over within the page, one by one: what a browser takes for the frames of a
 * socket, two milliseconds for a hundred, is no chat's, and would be most of what is measured of one that takes little.
 */
export type Give = (page: Page, pieces: readonly string[]) => Promise<void>;

/** Comes last where a chat does not tell that it has shown all of an answer. */
export const END = '이상입니다';

/** What each chat leaves in its page. */
export interface Hearing {
  hear(piece: string): unknown;
  end(): void;
}

/** So many pieces a frame, or all of them at once. As one text: to make a list of thousands of an argument takes the page longer. */
export function handOver(aFrame = Infinity): Give {
  return (page, pieces) =>
    page.evaluate(
      async ([list, count]) => {
        const { hear, end } = globalThis as unknown as Hearing;
        const frame = () => new Promise(requestAnimationFrame);
        let handed = 0;
        for (const piece of JSON.parse(list) as string[]) {
          await hear(piece);
          if (++handed % count === 0) await frame();
        }
        end();
        await frame();
        await frame();
      },
      [JSON.stringify(pieces), aFrame] as const,
    );
}

/** What a page made of an answer that came at a pace. */
export interface Shown {
  /** From the first piece until the frame that showed the last, in milliseconds. */
  readonly ms: number;
  readonly frames: number;
}

/** So many pieces a second, each at its time, as a model has them; tells `host`'s chat's frames until `last` stands in it. */
export function atPace(
  { host, aSecond, last }: { readonly host: string; readonly aSecond: number; readonly last: string },
  tell: (shown: Shown) => void,
): Give {
  return async (page, pieces) =>
    tell(await page.evaluate(paced, { list: JSON.stringify(pieces), host, aSecond, last }));
}

/** Runs in the page. */
async function paced(given: {
  readonly list: string;
  readonly host: string;
  readonly aSecond: number;
  readonly last: string;
}): Promise<Shown> {
  const pieces = JSON.parse(given.list) as string[];
  const { hear, end } = globalThis as unknown as Hearing;
  const frame = () => new Promise(requestAnimationFrame);
  const element = document.querySelector(given.host)!;
  const root = element.shadowRoot ?? element;
  let frames = 0;
  let isOver = false;
  const count = () => {
    frames += 1;
    if (!isOver) requestAnimationFrame(count);
  };
  const began = performance.now();
  requestAnimationFrame(count);
  for (const [i, piece] of pieces.entries()) {
    const early = began + (i * 1_000) / given.aSecond - performance.now();
    if (early > 0) await new Promise(resolve => setTimeout(resolve, early));
    await hear(piece);
  }
  end();
  while (!root.textContent.includes(given.last)) await frame();
  // By this one it has been painted.
  await frame();
  isOver = true;
  return { ms: performance.now() - began, frames };
}
