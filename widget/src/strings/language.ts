/** The languages that the chat has words in, as BCP 47 tags. A part with the words is named after each. */
export type Language = 'ko' | 'en' | 'ja' | 'zh-Hans' | 'zh-Hant' | 'es' | 'fr' | 'de' | 'pt' | 'ar' | 'he';
