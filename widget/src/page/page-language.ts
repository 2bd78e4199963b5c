/**
 * The language around an element as a BCP 47 tag: its own `lang`, as a property or an attribute, its nearest ancestor's,
 * or the browser's. Pages also write `ko_KR`, and things that are no language at all.
 */
export function pageLanguage(
  element: Element & { readonly lang?: string },
  browser: string = navigator.language,
): string {
  const around = element.closest('[lang]')?.getAttribute('lang');
  return canonical(element.lang) ?? canonical(around) ?? canonical(browser) ?? 'en';
}

function canonical(tag: string | null | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag?.replaceAll('_', '-'))[0];
  } catch {
    // No language tag.
    return undefined;
  }
}
