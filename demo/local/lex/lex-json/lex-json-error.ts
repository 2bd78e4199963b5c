/** A bot's export that cannot be run, with the file that is to blame. */
export class LexJsonError extends Error {
  override readonly name = 'LexJsonError';

  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
  }
}
