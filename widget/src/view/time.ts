/** When something was said, as people of that language write it: the time alone today, the day as well before that. */
export function formatTime(at: number, language: string, now: number = Date.now()): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return formatter(language, today).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does. */
function formatter(language: string, today: boolean): Intl.DateTimeFormat {
  const key = `${language} ${String(today)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, {
    hour: 'numeric',
    minute: '2-digit',
    ...(!today && { month: 'short', day: 'numeric' }),
  });
  formatters.set(key, made);
  return made;
}
