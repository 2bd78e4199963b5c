/** A deployment that cannot be what it is said to be. Its message names each value that is wrong, and its cure. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(wrong: readonly string[]) {
    super(`Nothing was deployed.\n${wrong.map(line => `  ${line}`).join('\n')}`);
  }
}
