/** Writes `text` to the console of the page. */
export function warnDeveloper(text: string): void {
  // eslint-disable-next-line no-console -- It is for whoever put the chat on the page; no visitor could do anything about it.
  console.warn(`<lex-chat> ${text}`);
}

/**
 * Why a service may be out of reach though there is a network. A page is not told: a service that is down and one that
 * refuses the page's origin look the same from here.
 */
export function unreachableWarning(
  endpoint: string,
  origin = (globalThis as Partial<Pick<Window, 'location'>>).location?.origin,
): string {
  return `cannot reach its service at ${endpoint || origin}. ${origin} must be among its allowed origins.`;
}

export function unknownBotWarning(bot: string): string {
  return `the service knows no bot named ${bot}.`;
}
