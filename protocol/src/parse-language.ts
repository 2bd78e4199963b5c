/** Language, script and region of a canonical tag. */
const NAMES_ONLY = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(?=-|$)/;

/**
 * Reads a BCP 47 tag down to language, script and region; undefined when it is none. The rest of a tag can hold any words, and
 * a locale is read out to language models: what is left says nothing but a language.
 */
export function parseLanguage(tag: unknown): string | undefined {
  return typeof tag === 'string' ? NAMES_ONLY.exec(canonical(tag))?.[0] : undefined;
}

/** As the platform writes the tag: it knows how, and throws at what is none. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? '';
  } catch {
    return '';
  }
}
