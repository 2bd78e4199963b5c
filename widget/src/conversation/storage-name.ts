/**
 * What the storage of one conversation is called. Each language has a conversation of its own, for the service settles
 * on a language when a session is opened: under one name, a visitor who turns from the Korean pages to the English ones
 * would go on being answered in Korean. Regions and scripts of a language share: `ko` and `ko-KR` are one.
 * Each bot has one of its own as well; the name of the service's first may be left out, and then is not part of it.
 * Nor are slashes at the end of the endpoint, which sites write or leave out.
 */
export function storageName(endpoint: string, language: string, bot: string): string {
  return `${endpoint.replace(/\/+$/, '')}:${primaryLanguage(language)}${bot ? `:${bot}` : ''}`;
}

/**
 * What that is called which belongs to the visitor of the conversation `name`, and is not shown to the next; empty as
 * long as it is not known for whom the site vouches.
 */
export function placeOf(name: string, isGuest: boolean, subject: string | null): string {
  if (isGuest) return name;
  return subject === null ? '' : `${name}:signed`;
}

/** The first subtag of a BCP 47 tag. */
function primaryLanguage(language: string): string {
  return language.split('-', 1)[0]!.toLowerCase();
}
