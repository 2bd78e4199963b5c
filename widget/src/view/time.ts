let language: string | undefined;
let formatter: Intl.DateTimeFormat | undefined;

/** At what time of its day something was said, as people of that language write it. */
export function formatTime(at: number, inLanguage: string): string {
  // Making a formatter costs a hundred times what using it does, and a page hardly ever changes its language.
  if (!formatter || language !== inLanguage) {
    formatter = new Intl.DateTimeFormat(inLanguage, { timeStyle: 'short' });
    language = inLanguage;
  }
  return formatter.format(at);
}
