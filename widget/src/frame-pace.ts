/** A tab that nobody looks at has no frames, and whoever waits for an update is not to wait for ever; in milliseconds. */
const WITHOUT_FRAMES = 100;

/**
 * Makes a function that lets one update through a frame: it answers undefined when there has been none since the last
 * frame, and otherwise resolves when the next one may be.
 */
export function createFramePace(nextFrame: () => Promise<void> = frameOrSoon): () => Promise<void> | undefined {
  let frame: Promise<void> | undefined;
  return function turn(): Promise<void> | undefined {
    const before = frame;
    frame ??= nextFrame().then(() => {
      frame = undefined;
    });
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
