/**
 * What the storage of one conversation is called. Each language has a conversation of its own, for the service settles
 * on a language when a session is opened: under one name, a visitor who turns from the Korean pages to the English ones
 * would go on being answered in Korean. Regions and scripts of a language share: `ko` and `ko-KR` are one.
 * Each bot has one of its own as well; the name of the service's first may be left out, and then is not part of it.
 */
export function storageName(endpoint: string, language: string, bot: string): string {
  return `${endpoint}:${primaryLanguage(language)}${bot ? `:${bot}` : ''}`;
}

/** The first subtag of a BCP 47 tag. */
function primaryLanguage(language: string): string {
  return language.split('-', 1)[0]!.toLowerCase();
}
