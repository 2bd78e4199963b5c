import type { ServerResponse } from 'node:http';

/** A request of a function to one of the services behind it, as it came. */
export interface Call {
  readonly method: string;
  /** With its query, still percent-encoded. */
  readonly path: string;
  /** The operation, where the service names it in `x-amz-target`, as DynamoDB does; else empty. */
  readonly operation: string;
  readonly body: string;
  /** The function's process; undefined for callers that are none. */
  readonly pid: number | undefined;
}

/** What happens to a call instead of an answer. */
export type Fault =
  /** It is refused, and the service never hears of it. */
  | {
      readonly does: 'refuse';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** The service never hears of it, and the caller hears nothing at all. */
  | { readonly does: 'hang' }
  /** The line breaks before the service hears of it. */
  | { readonly does: 'cut' }
  /** The service does what it was asked to; the line breaks before its answer. */
  | { readonly does: 'lose-answer' }
  /** The service hears of it once `until` has settled. */
  | { readonly does: 'hold'; readonly until: Promise<unknown> }
  /** The service hears of it so many times, at once. The first answer is given. */
  | { readonly does: 'repeat'; readonly times: number }
  /** The calling process gets a SIGKILL: before the service hears of the call, or once it has done what it was asked to. */
  | { readonly does: 'kill'; readonly when: 'before' | 'after' }
  /** Something else answers in the service's place. */
  | { readonly does: 'answer'; readonly answer: (response: ServerResponse, kill: () => void) => Promise<void> };

/** Which calls, and how many of them. */
export interface Which {
  /** @default - all of them, until it is taken back */
  readonly times?: number;
  /** Asked once for every call that no earlier fault has met. @default - any call */
  readonly fits?: (call: Call) => boolean;
}

/** A fault that has been set. */
export interface SetFault {
  /** The calls it has met so far. */
  readonly met: readonly Call[];
  /** From here on it meets none. */
  end(): void;
}

/** Calls that speak of one of these ids or words. */
export function mentions(...words: readonly string[]): (call: Call) => boolean {
  return ({ path, body }) => words.some(word => path.includes(encodeURIComponent(word)) || body.includes(word));
}

/** Every second one of those that fit, beginning with the first. */
export function everySecond(fits: (call: Call) => boolean = () => true): (call: Call) => boolean {
  let count = 0;
  return call => fits(call) && count++ % 2 === 0;
}

/** The one of those that fit which comes after `before` others. */
export function after(before: number, fits: (call: Call) => boolean): (call: Call) => boolean {
  let count = 0;
  return call => fits(call) && count++ === before;
}
