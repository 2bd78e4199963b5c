/** A file of the build: the eight characters that its name ends on, and behind them its SHA-256 in base64. */
export type File = string;

/** Resolves when the file of a part is what it was built as; rejects when it is missing or another. */
export type Verify = (part: string, file?: File) => Promise<unknown>;

// A bundler that builds the widget into an application's own code gives it no file to check.
let verify: Verify = () => Promise.resolve();

/** Has every part of the widget checked before it is run. */
export function verifyWith(given: Verify): void {
  verify = given;
}

/** Code that is not there after so long counts as lost, in milliseconds: who waits for it goes on without, and asks again. */
const PATIENCE_MS = 30_000;

/**
 * Fetches the code of a part once its file has been verified. `name` is that of the module that `fetch` imports; of a part
 * that the loader does not know, `file` is told. Rejects when the code cannot be had, or hangs.
 */
export async function fetchPart<Part>(name: string, fetch: () => Promise<Part>, file?: File): Promise<Part> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(reject, PATIENCE_MS)));
  try {
    return await Promise.race([verify(name, file).then(fetch), late]);
  } finally {
    clearTimeout(timer);
  }
}
