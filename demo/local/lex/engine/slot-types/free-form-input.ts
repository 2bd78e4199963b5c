import { value, type SlotType } from './slot-type.ts';

/** `AMAZON.FreeFormInput`: whatever was said. */
export const freeFormInput: SlotType = text => (text.trim() === '' ? undefined : value(text.trim()));
