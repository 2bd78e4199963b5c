/** A form as browsers send it: fields by name in lower case, in front of one file. */
export interface PostedForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Buffer;
}

/** Reads `multipart/form-data` (RFC 7578) up to its field `file`; undefined where there is none. What stands behind it is not looked at. */
export function readForm(contentType: string, body: Buffer): PostedForm | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const line = Buffer.from(`\r\n--${boundary}`);
  // The first has no line before it.
  const parts = Buffer.concat([Buffer.from('\r\n'), body]);
  const fields = new Map<string, string>();
  for (let start = parts.indexOf(line); start !== -1;) {
    const end = parts.indexOf(line, start + line.length);
    if (end === -1) return undefined;
    const part = parts.subarray(start + line.length + 2, end);
    const headEnd = part.indexOf('\r\n\r\n');
    const name = /;\s*name="([^"]*)"/i.exec(part.toString('utf8', 0, Math.max(headEnd, 0)))?.[1]?.toLowerCase();
    if (headEnd === -1 || name === undefined) return undefined;
    const content = part.subarray(headEnd + 4);
    if (name === 'file') return { fields, file: content };
    fields.set(name, content.toString());
    start = end;
  }
  return undefined;
}
