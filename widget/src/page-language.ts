/**
 * The language around an element as a BCP 47 tag: its own `lang`, its nearest ancestor's, or the browser's.
 * Pages also write `ko_KR`, and things that are no language at all.
 */
export function pageLanguage(element: Element, browser: string = navigator.language): string {
  return canonical(element.closest('[lang]')?.getAttribute('lang')) ?? canonical(browser) ?? 'en';
}

function canonical(tag: string | null | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag?.replaceAll('_', '-'))[0];
  } catch {
    // No language tag.
    return undefined;
  }
}
