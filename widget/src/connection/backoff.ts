/** The longest first wait while somebody waits for an answer, in milliseconds. */
export const SOON_MS = 1_000;

/** The longest first wait of a widget that only listens. Of a crowd cut off at once, a fifteenth comes back each second. */
const BASE_MS = 15_000;
const CAP_MS = 60_000;

/**
 * How long to wait, in milliseconds, before reconnect `attempt` (0 first): uniform below a ceiling that doubles up to
 * the cap. The draw comes after the cap, so that widgets dropped together stay spread however long the outage lasts.
 */
export function reconnectDelay(attempt: number, isUrgent: boolean, random: () => number = Math.random): number {
  if (isUrgent && attempt === 0) return random() * SOON_MS;
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** (isUrgent ? attempt - 1 : attempt));
}
