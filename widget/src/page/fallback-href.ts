/**
 * What a page offers by `fallback-href` where a chat cannot be had; null if nothing. What stands in the attribute may come from who knows
 * where: no script of a page is run by a click on a link.
 */
export function fallbackHref(chat: Element): string | null {
  const given = chat.getAttribute('fallback-href');
  if (given === null) return null;
  const link = document.createElement('a');
  link.href = given;
  return /^(https?|mailto|tel):$/.test(link.protocol) ? link.href : null;
}
