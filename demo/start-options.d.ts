export const BOT_NAMES: readonly string[];

export interface StartOptions {
  readonly port: number;
  /** One of `BOT_NAMES`, or a file that there is. */
  readonly bot?: string;
  readonly channel?: 'messenger' | 'slack';
}

export function readStartOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions;
