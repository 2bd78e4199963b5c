import type { Hearing, SlotType } from './slot-type.ts';

/** What a type hears in Korean, on Saturday, 21 November 2026, at 10:00. */
export function heardBy(type: SlotType): (text: string) => string | undefined {
  return text => type(text, SATURDAY)?.interpretedValue;
}

export const SATURDAY: Hearing = { language: 'ko', localTime: () => new Date(Date.UTC(2026, 10, 21, 10)) };
