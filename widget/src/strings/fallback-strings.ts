/** What a page offers by its `fallback-href` when the chat itself cannot be had. */
export function chooseFallbackString(language: string): string {
  return /^ko\b/i.test(language) ? '문의하기' : 'Contact us';
}
