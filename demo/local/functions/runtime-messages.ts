/** What a function's process is told. Everything that a function sees or says crosses as JSON text, as on Lambda. */
export type ToRuntime = RunEvent | { readonly type: 'taken'; readonly id: string };

export interface RunEvent {
  readonly type: 'event';
  /** Names the invocation: the request id that the function sees. */
  readonly id: string;
  readonly payload: string;
  /** Whether the caller wants the answer as it is written. */
  readonly streams: boolean;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
}

/**
 * What it says. An invocation is `began`, for streaming handlers `head (chunk)* end`, and one `answered` or `failed`,
 * after which nothing of it runs. Each `chunk` waits for a `taken`.
 */
export type FromRuntime =
  | { readonly type: 'began'; readonly id: string }
  | { readonly type: 'head'; readonly id: string; readonly metadata: string }
  | { readonly type: 'chunk'; readonly id: string; readonly bytes: Uint8Array }
  | { readonly type: 'end'; readonly id: string }
  | { readonly type: 'answered'; readonly id: string; readonly payload: string }
  | {
      readonly type: 'failed';
      readonly id: string;
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace: readonly string[];
      /** The bundle could not be loaded: the process is of no further use. */
      readonly fatal: boolean;
    };
