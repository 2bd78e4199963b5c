import { deflateRawSync, crc32 } from 'node:zlib';

/** Small files of each kind, made by hand: what they are is read from their first bytes, or from what they list. */

const utf8 = (text: string) => new TextEncoder().encode(text);

export const SALES_CSV = utf8('월,금액,메모\n1월,"1,200",설\n2월,800,"쉼표, 따옴표"\n3월,1000,\n');

export function pdf(more = ''): Uint8Array {
  return utf8(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R ${more}>>\nstartxref\n9\n%%EOF\n`,
  );
}

/** A PNG of one pixel, or one that says that it is larger. */
export function png(width = 1, height = 1): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateRawSync(Buffer.alloc(4))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function jpeg(width = 1, height = 1): Uint8Array {
  const [w, h] = [width, height].map(size => [size >> 8, size & 0xff]);
  const app0 = [0xff, 0xe0, 0, 4, 0x4a, 0x46];
  return Uint8Array.from([0xff, 0xd8, ...app0, 0xff, 0xc0, 0, 11, 8, ...h!, ...w!, 1, 1, 0x11, 0, 0xff, 0xd9]);
}

export function webp(width = 1, height = 1): Uint8Array {
  const size = (pixels: number) => [(pixels - 1) & 0xff, ((pixels - 1) >> 8) & 0xff, (pixels - 1) >> 16];
  return Buffer.concat([
    Buffer.from('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0', 'latin1'),
    Uint8Array.from([...size(width), ...size(height)]),
  ]);
}

/** A zip archive of stored files, as Office's documents are. Bit 0 of `flags` says that they are encrypted. */
export function zip(names: readonly string[], flags = 0, claimedSize?: number): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const content = Buffer.from('<x/>');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt32LE(content.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(name.length, 26);
    parts.push(local, Buffer.from(name), content);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt32LE(claimedSize ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

export const DOCX_PARTS = ['[Content_Types].xml', '_rels/.rels', 'word/document.xml'];
export const XLSX_PARTS = ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'];

/** What Office makes of a document with a password. */
export function encryptedOffice(): Uint8Array {
  return Buffer.concat([
    Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
    Buffer.alloc(504),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
}

/** The beginning of a program for Windows. */
export const PROGRAM = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(200, 7)]);
