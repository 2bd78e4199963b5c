import type { Attributes } from './engine/session-state.ts';

/** Where a client says in what time zone its visitor lives, as in `Asia/Seoul`. Lex's own name. */
const TIME_ZONE_ATTRIBUTE = 'x-amz-lex:time-zone';

/** The visitor's clock, as a date whose UTC fields are what the clock shows. UTC when the zone is not known. */
export function localTimeOf(requestAttributes: Attributes, now: number): () => Date {
  const timeZone = requestAttributes[TIME_ZONE_ATTRIBUTE];
  // Few turns ask for the time, and asking for a zone is slow.
  return () => (timeZone === undefined ? new Date(now) : inZone(timeZone, now));
}

function inZone(timeZone: string, now: number): Date {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    const [day = '', month = '', year = '', hour = '', minute = '', second = ''] =
      format.format(now).match(/\d+/gu) ?? [];
    return new Date(Date.UTC(+year, +month - 1, +day, +hour, +minute, +second));
  } catch {
    // A zone that does not exist.
    return new Date(now);
  }
}
