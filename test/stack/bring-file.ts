import type { UploadForm } from '@lex-chat/protocol';

/** Sends a file by a form, as a browser does: its fields first, the file last. */
export function bringFile(
  { url, fields }: Pick<UploadForm, 'url' | 'fields'>,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Uint8Array.from(bytes)]), 'blob');
  return fetch(url, { method: 'POST', body: form, headers });
}
