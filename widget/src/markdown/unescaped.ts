import type { RareMarkdown } from './rare-markdown.ts';

/** `text` with its character references and its escaped punctuation replaced. */
export function unescaped(text: string, rare: Pick<RareMarkdown, 'decoded'>): string {
  return text.replace(/\\([!-/:-@[-`{-~])|&[#\w]{1,32};/g, (found, escaped?: string) => escaped ?? rare.decoded(found));
}
