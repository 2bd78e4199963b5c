import { value, type SlotType } from './slot-type.ts';

/** `AMAZON.EmailAddress`: the one address in a text. Domains are the same in any case. */
export const emailAddress: SlotType = text => {
  const [only, ...others] = text.normalize('NFKC').match(EMAIL) ?? [];
  if (only === undefined || others.length > 0) return undefined;
  const at = only.lastIndexOf('@');
  return value(only, only.slice(0, at) + only.slice(at).toLowerCase());
};

const EMAIL = /[a-z0-9_%+-]{1,64}(?:\.[a-z0-9_%+-]{1,64}){0,5}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?![a-z0-9])/giu;
