/** What a model at the other end of a wire can be told to do with a request. */
export type Behaviour =
  | {
      readonly does: 'answer';
      readonly text: string | ((asked: string) => string);
      /** Length of a delta, in UTF-16 code units. */
      readonly pieces: number;
      readonly end?: 'stop' | 'length' | 'content_filter';
    }
  /** Says `text` and cuts the line before the end mark. */
  | { readonly does: 'break-off'; readonly text: string }
  /** Says `text` and nothing more, on an open line. */
  | { readonly does: 'fall-silent'; readonly text: string }
  | { readonly does: 'say-nothing' }
  /** Answers 200 with something that is no stream of its kind. */
  | { readonly does: 'garble' }
  | { readonly does: 'refuse'; readonly status: number; readonly code: string; readonly retryAfter?: number };

/** A model that behaves as it was told: the first behaviour for the first request, and the last one from then on. */
export interface ModelStandIn {
  /** Without a path. */
  readonly url: string;
  /** Requests so far, as they came. */
  readonly requests: readonly string[];
  /** Requests that are neither answered to the end nor given up. */
  readonly answering: () => number;
  close(): Promise<void>;
}

export type StartModel = (...behaviours: readonly Behaviour[]) => Promise<ModelStandIn>;

/** What a stand-in counts as used, by whatever answer. */
export const USAGE = { input: 12, output: 34 };

/** How long silence lasts: longer than any test, in milliseconds. */
export const SILENCE_MS = 30_000;
