/** What a zip archive lists: names of files and what they unpack to, without unpacking any. */
export interface Listed {
  readonly names: ReadonlySet<string>;
  /** In bytes, as the archive says. */
  readonly unpackedSize: number;
  readonly isEncrypted: boolean;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const COMMENT_MAX_LENGTH = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;

/** Bit 0 of an entry's flags. */
const ENCRYPTED = 1;

/** The directory of an archive, which Office's documents are; undefined where it is none, or broken. */
export function listZip(bytes: Uint8Array): Listed | undefined {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(archive);
  if (end === undefined) return undefined;
  const names = new Set<string>();
  let unpackedSize = 0;
  let isEncrypted = false;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (at + ENTRY_LENGTH > archive.length || archive.readUInt32LE(at) !== ENTRY) return undefined;
    isEncrypted ||= (archive.readUInt16LE(at + 8) & ENCRYPTED) !== 0;
    unpackedSize += archive.readUInt32LE(at + 24);
    const nameEnd = at + ENTRY_LENGTH + archive.readUInt16LE(at + 28);
    names.add(archive.toString('utf8', at + ENTRY_LENGTH, nameEnd));
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return { names, unpackedSize, isEncrypted };
}

/** The directory's end stands at the end of an archive, behind it perhaps a comment. */
function endOf(archive: Buffer): number | undefined {
  const earliest = Math.max(archive.length - END_LENGTH - COMMENT_MAX_LENGTH, 0);
  for (let at = archive.length - END_LENGTH; at >= earliest; at--) if (archive.readUInt32LE(at) === END) return at;
  return undefined;
}
