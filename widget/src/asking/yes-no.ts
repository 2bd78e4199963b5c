/** How a yes and a no are said to Lex, in the languages that it speaks. */
const WORDS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  ko: ['예', '아니요'],
  en: ['Yes', 'No'],
  ja: ['はい', 'いいえ'],
  zh: ['是', '不是'],
  es: ['Sí', 'No'],
  fr: ['Oui', 'Non'],
  de: ['Ja', 'Nein'],
  pt: ['Sim', 'Não'],
  it: ['Sì', 'No'],
  ar: ['نعم', 'لا'],
};

/** In the words of the bot's locale, such as `ko_KR`, whatever the page speaks; English where nobody has written them. */
export function yesNo(locale: string): readonly [yes: string, no: string] {
  const language = locale.slice(0, 2);
  return (Object.hasOwn(WORDS, language) && WORDS[language]) || WORDS['en']!;
}
