/** A title within a platform's limit in UTF-16 code units, with an ellipsis where something is left out. */
export function cutTitle(title: string, length: number): string {
  if (title.length <= length) return title;
  const end = /[\uD800-\uDBFF]/.test(title.charAt(length - 2)) ? length - 2 : length - 1;
  return `${title.slice(0, end).trimEnd()}…`;
}
