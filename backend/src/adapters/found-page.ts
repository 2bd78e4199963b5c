/** An address that a visitor can follow; null for any other, such as that of a bucket. */
export function webAddress(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  const { protocol, username, href } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' ? href : null;
}

/** What a page is called: by its own title, else by the last of its address. */
export function titleOf(title: string | undefined, address: string | undefined): string {
  if (title !== undefined && title.trim() !== '') return title.trim();
  const [path = ''] = (address ?? '').split(/[?#]/, 1);
  return path.split('/').findLast(name => name !== '') ?? '';
}
