/** What puts texts where they can be pasted from. */
type Clipboard = Pick<globalThis.Clipboard, 'writeText'>;

/** Puts `text` where it can be pasted from; whether that worked. A page that is not secure has no clipboard. */
export async function copyText(text: string, from: { readonly clipboard?: Clipboard } = navigator): Promise<boolean> {
  try {
    if (!from.clipboard) return false;
    await from.clipboard.writeText(text);
    return true;
  } catch {
    // Refused, by the visitor or by the page. The text can still be selected.
    return false;
  }
}
