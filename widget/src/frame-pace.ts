/** A tab that nobody looks at has no frames, and whoever waits for an update is not to wait for ever; in milliseconds. */
const WITHOUT_FRAMES = 100;

/**
 * How much longer than an update took it is rested after it. A browser lays out and paints a paragraph as a whole
 * whenever it grows, so that with one update a frame a long one would take the square of its length.
 */
const REST = 9;

/** Nobody waits for longer than that, in milliseconds: what took so long may have been the page's own work. */
const REST_MAX = 200;

/** What passes in a page. */
export interface Frames {
  /** Resolves within the next frame. */
  readonly next: () => Promise<void>;
  /** Resolves when the frame that is being made has been painted. */
  readonly painted: () => Promise<void>;
  readonly after: (ms: number) => Promise<void>;
  /** In milliseconds. */
  readonly now: () => number;
}

/**
 * Makes a function that lets one update through a frame: it answers undefined when there has been none since the last
 * frame, and otherwise resolves when the next one may be. While something `grows`, updates take no more than a tenth of
 * the time.
 */
export function createFramePace(grows: () => boolean, frames = browserFrames()): () => Promise<void> | undefined {
  let pause: Promise<void> | undefined;

  async function rest(): Promise<void> {
    const start = frames.now();
    if (grows()) {
      await frames.painted();
      const worked = frames.now() - start;
      await frames.after(Math.min(worked * REST, REST_MAX));
    }
    await frames.next();
    pause = undefined;
  }

  return function turn(): Promise<void> | undefined {
    const before = pause;
    pause ??= rest();
    return before?.then(turn);
  };
}

function browserFrames(): Frames {
  return {
    next: () =>
      new Promise(resolve => {
        const timer = setTimeout(done, WITHOUT_FRAMES);
        const frame = requestAnimationFrame(done);
        function done(): void {
          clearTimeout(timer);
          cancelAnimationFrame(frame);
          resolve();
        }
      }),
    // A task of its own; a browser ends the frame first.
    painted: () => new Promise(resolve => void setTimeout(resolve)),
    after: ms => new Promise(resolve => void setTimeout(resolve, ms)),
    now: () => performance.now(),
  };
}
