import { crc32, inflateRawSync } from 'node:zlib';

/** A zip archive that cannot be read, and why. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

/** What an archive may hold. Nothing of it is written, so its names are names and no more. */
const FILES_MAX = 5_000;
const FILE_MAX_BYTES = 5 * 1_024 * 1_024;
const ALL_MAX_BYTES = 50 * 1_024 * 1_024;

/** Reads the files of an archive, by name. Throws a ZipError that names the file; an archive that unpacks to very much is refused early. */
export function readZip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const { count, start } = endOfDirectory(archive);
  if (count > FILES_MAX) throw new ZipError(`The archive has ${count} files; ${FILES_MAX} is the limit`);
  const files = new Map<string, Buffer>();
  let left = ALL_MAX_BYTES;
  let at = start;
  for (let i = 0; i < count; i++) {
    const entry = entryAt(archive, at);
    at = entry.next;
    if (entry.name.endsWith('/')) continue;
    const content = contentOf(archive, entry, Math.min(left, FILE_MAX_BYTES));
    left -= content.length;
    if (files.has(entry.name)) throw new ZipError(`The archive holds ${entry.name} twice`);
    files.set(entry.name, content);
  }
  return files;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const COMMENT_MAX_LENGTH = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;

/** The directory stands at the end of an archive, behind it perhaps a comment. */
function endOfDirectory(archive: Buffer): { readonly count: number; readonly start: number } {
  const earliest = Math.max(archive.length - END_LENGTH - COMMENT_MAX_LENGTH, 0);
  for (let at = archive.length - END_LENGTH; at >= earliest; at--) {
    if (archive.readUInt32LE(at) !== END) continue;
    const count = archive.readUInt16LE(at + 10);
    const start = archive.readUInt32LE(at + 16);
    if (count === 0xffff || start === 0xffffffff) throw new ZipError('The archive is a Zip64, which no Lex export is');
    return { count, start };
  }
  throw new ZipError('This is no zip archive');
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packedLength: number;
  readonly length: number;
  readonly localAt: number;
  readonly next: number;
}

function entryAt(archive: Buffer, at: number): Entry {
  if (at + ENTRY_LENGTH > archive.length || archive.readUInt32LE(at) !== ENTRY) {
    throw new ZipError('The directory of the archive is broken');
  }
  const nameLength = archive.readUInt16LE(at + 28);
  const restLength = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  const nameAt = at + ENTRY_LENGTH;
  return {
    name: archive.toString('utf8', nameAt, nameAt + nameLength).replaceAll('\\', '/'),
    flags: archive.readUInt16LE(at + 8),
    method: archive.readUInt16LE(at + 10),
    checksum: archive.readUInt32LE(at + 16),
    packedLength: archive.readUInt32LE(at + 20),
    length: archive.readUInt32LE(at + 24),
    localAt: archive.readUInt32LE(at + 42),
    next: nameAt + nameLength + restLength,
  };
}

function contentOf(archive: Buffer, entry: Entry, maxLength: number): Buffer {
  const { name, flags, method, checksum, packedLength, length, localAt } = entry;
  if ((flags & ENCRYPTED) !== 0) throw new ZipError(`${name} is encrypted`);
  if (length > maxLength) throw new ZipError(`${name} is too large`);
  if (localAt + LOCAL_LENGTH > archive.length || archive.readUInt32LE(localAt) !== LOCAL) {
    throw new ZipError(`${name} is not where the archive says`);
  }
  const dataAt = localAt + LOCAL_LENGTH + archive.readUInt16LE(localAt + 26) + archive.readUInt16LE(localAt + 28);
  if (dataAt + packedLength > archive.length) throw new ZipError(`${name} is cut off`);
  const packed = archive.subarray(dataAt, dataAt + packedLength);
  const content = method === STORED ? packed : method === DEFLATED ? inflate(name, packed, maxLength) : undefined;
  if (!content) throw new ZipError(`${name} is packed in a way that is not known (${method})`);
  if (content.length !== length || crc32(content) !== checksum) throw new ZipError(`${name} is damaged`);
  return content;
}

const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/** The length in the directory may be a lie: what comes out is bounded as well. */
function inflate(name: string, packed: Buffer, maxLength: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(maxLength, 1) });
  } catch (error) {
    throw new ZipError(`${name} cannot be unpacked`, { cause: error });
  }
}
