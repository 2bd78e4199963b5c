import { createAlphanumeric } from './alphanumeric.ts';
import { confirmation } from './confirmation.ts';
import { date } from './date.ts';
import { duration } from './duration.ts';
import { emailAddress } from './email-address.ts';
import { firstName } from './first-name.ts';
import { freeFormInput } from './free-form-input.ts';
import { number } from './number.ts';
import { phoneNumber } from './phone-number.ts';
import { place } from './place.ts';
import type { SlotType } from './slot-type.ts';
import { time } from './time.ts';

/** The types that Lex brings along, as far as the laptop knows them. */
export const BUILT_IN: Readonly<Record<string, SlotType>> = {
  'AMAZON.AlphaNumeric': createAlphanumeric(),
  'AMAZON.City': place,
  'AMAZON.Confirmation': confirmation,
  'AMAZON.Country': place,
  'AMAZON.Date': date,
  'AMAZON.Duration': duration,
  'AMAZON.EmailAddress': emailAddress,
  'AMAZON.FirstName': firstName,
  'AMAZON.FreeFormInput': freeFormInput,
  'AMAZON.Number': number,
  'AMAZON.PhoneNumber': phoneNumber,
  'AMAZON.State': place,
  'AMAZON.Time': time,
};

/** Those whose values are known wherever they stand in a sentence. */
export const SPOTTED: readonly string[] = [
  'AMAZON.Date',
  'AMAZON.Duration',
  'AMAZON.EmailAddress',
  'AMAZON.Number',
  'AMAZON.PhoneNumber',
  'AMAZON.Time',
];
