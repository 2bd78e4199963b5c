/** What the day of `at` is called where it is another than that of `before`, as seen at `now`; null where it is the same. All in milliseconds since 1970. */
export function nameDay(before: number, at: number, now: number, language: string): string | null {
  return dayOf(before) === dayOf(at) ? null : formatDay(at, language, now);
}

/** The day something was said on: in words where the language has them, as for today and yesterday, or else its date. */
export function formatDay(at: number, language: string, now: number): string {
  const { relative, date } = formattersOf(language);
  // Not every day has 24 hours.
  const words = relative.formatToParts(Math.round((dayOf(at) - dayOf(now)) / DAY_MS), 'day');
  return words.length > 1 ? date.format(at) : words[0]!.value;
}

/** When the day of `at` began for the visitor, in milliseconds since 1970. */
export function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

const DAY_MS = 86_400_000;

interface Formatters {
  readonly language: string;
  readonly date: Intl.DateTimeFormat;
  readonly relative: Intl.RelativeTimeFormat;
}

let formatters: Formatters | undefined;

/** Making a formatter costs a hundred times what using it does, and a page hardly ever changes its language. */
function formattersOf(language: string): Formatters {
  if (formatters?.language !== language) {
    formatters = {
      language,
      date: new Intl.DateTimeFormat(language, { dateStyle: 'full' }),
      relative: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
    };
  }
  return formatters;
}
