import { restOfDay } from './day.ts';
import type { Ledger } from './ledger.ts';
import { atMost, type Passed, type Rate } from './rate.ts';

export interface UploadLimits {
  /** Of the files of one visitor: as of their messages. */
  readonly visitor: Rate;
  /** Most files from one address in any minute. */
  readonly addressMessages: number;
  /** Most bytes in a day (UTC), of one visitor and of the whole site. */
  readonly visitorUploadBytes: number;
  readonly siteUploadBytes: number;
}

export interface Uploader {
  readonly conversationId: string;
  readonly visitorId: string;
  /** What stands for the address that they come from. */
  readonly address: string;
}

/** How many files, and how much of them, visitors may bring. Counts what it lets pass, brought in the end or not. Throws `UpstreamError`. */
export type UploadAllowance = (uploader: Uploader, bytes: number) => Promise<Passed>;

export function createUploadAllowance(
  ledger: Ledger,
  limits: UploadLimits,
  now: () => number = Date.now,
): UploadAllowance {
  const { visitor, addressMessages, visitorUploadBytes, siteUploadBytes } = limits;
  const perAddress = atMost(addressMessages, Math.ceil(addressMessages / 4));

  return async ({ conversationId, visitorId, address }, bytes) => {
    for (const [key, rate] of [
      [`${address}#uploads`, perAddress],
      [`${conversationId}#uploads`, visitor],
    ] as const) {
      const passed = await ledger.pass(key, rate);
      if (!passed.ok) return passed;
    }
    const visitors = await ledger.reserve(`${visitorId}#upload-bytes`, bytes, visitorUploadBytes);
    if (visitors !== undefined) {
      if ((await ledger.reserve('site#upload-bytes', bytes, siteUploadBytes)) !== undefined) return { ok: true };
      await ledger.settle(visitors, -bytes);
    }
    return { ok: false, retryAfterMs: restOfDay(now()) };
  };
}
