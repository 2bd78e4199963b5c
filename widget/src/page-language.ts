/** The language around an element as a BCP 47 tag: its own `lang`, its nearest ancestor's, or the browser's. */
export function pageLanguage(element: Element, browser: string = navigator.language): string {
  return element.closest('[lang]')?.getAttribute('lang') || browser || 'en';
}
