/** A tab that nobody looks at has no frames, and whoever waits for an update is not to wait for ever; in milliseconds. */
const WITHOUT_FRAMES = 100;

/**
 * Makes a function that lets one update through in so many frames as `count` says, which is asked anew in each: it answers
 * undefined when there has been none for so long, and otherwise resolves when the next one may be.
 */
export function createFramePace(
  count: () => number,
  nextFrame: () => Promise<void> = frameOrSoon,
): () => Promise<void> | undefined {
  let pause: Promise<void> | undefined;

  async function rest(): Promise<void> {
    let frames = 0;
    do {
      await nextFrame();
      frames += 1;
    } while (frames < count());
    pause = undefined;
  }

  return function turn(): Promise<void> | undefined {
    const before = pause;
    pause ??= rest();
    return before?.then(turn);
  };
}

function frameOrSoon(): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, WITHOUT_FRAMES);
    const frame = requestAnimationFrame(done);
    function done(): void {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      resolve();
    }
  });
}
