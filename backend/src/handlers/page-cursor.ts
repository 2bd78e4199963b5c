import type { Parsed } from '@lex-chat/protocol';

/** A place in a conversation as clients hold it: opaque, so that it may change. It is only ever looked up in the asker's own conversation. */
export function writeCursor(place: number): string {
  return Buffer.from(String(place)).toString('base64url');
}

export function readCursor(cursor: string | undefined): Parsed<number | undefined> {
  if (cursor === undefined) return { ok: true, value: undefined };
  const place = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[1-9]\d{0,14}$/.test(place))
    return { ok: false, code: 'invalid-message', detail: 'before is a cursor of an earlier page' };
  return { ok: true, value: Number(place) };
}
