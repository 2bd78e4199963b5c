import { decodeEntities } from './entities.ts';

/** `text` with its character references and its escaped punctuation replaced. */
export function unescaped(text: string): string {
  return text.replace(
    /\\([!-/:-@[-`{-~])|&[#\w]{1,32};/g,
    (found, escaped?: string) => escaped ?? decodeEntities(found),
  );
}
