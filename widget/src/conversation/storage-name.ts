/**
 * What the storage of one conversation is called. Each language has a conversation of its own, for the service settles
 * on a language when a session is opened: under one name, a visitor who turns from the Korean pages to the English ones
 * would go on being answered in Korean. Regions and scripts of a language share: `ko` and `ko-KR` are one.
 */
export function storageName(endpoint: string, language: string): string {
  return `${endpoint}:${primaryLanguage(language)}`;
}

/** The first subtag of a BCP 47 tag. */
function primaryLanguage(language: string): string {
  return language.split('-', 1)[0]!.toLowerCase();
}
