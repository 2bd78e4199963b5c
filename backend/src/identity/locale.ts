/**
 * The bot's locale for a page's language (BCP 47): the same language and region, else the same language,
 * else the language itself, which the model speaks alone. The bot's first, if no language is known.
 */
export function chooseLocale(language: string | undefined, botLocales: readonly string[]): string {
  if (language === undefined) return botLocales[0] ?? '';
  const wanted = language.replaceAll('-', '_').toLowerCase();
  const [primary = ''] = wanted.split('_');
  return (
    botLocales.find(locale => locale.toLowerCase() === wanted) ??
    botLocales.find(locale => locale.toLowerCase().split('_')[0] === primary) ??
    language
  );
}
