import type { SlotKind } from './slot-kind.ts';

/** What a control holds, in the words in which Lex hears it in that locale: a date as it is spoken, all else as it is written. */
export function answerText(kind: SlotKind | null, value: string, locale: string): string {
  if (kind !== 'date' || !/^\d{4,}-\d\d-\d\d$/.test(value)) return value.trim();
  const format = new Intl.DateTimeFormat(locale.replace('_', '-'), { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${value}T00:00Z`));
}
