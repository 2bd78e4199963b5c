import { FILE_TYPES, type FileType } from '@lex-chat/protocol/files';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCX_PARTS, encryptedOffice, jpeg, pdf, png, PROGRAM, SALES_CSV, webp, XLSX_PARTS, zip } from './fakes.ts';
import { inspectFile } from './inspect-file.ts';
import { readTextFile } from './text-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const SAMPLES: Readonly<Record<FileType, Uint8Array>> = {
  pdf: pdf(),
  txt: utf8('안녕하세요.\n둘째 줄'),
  csv: SALES_CSV,
  md: utf8('# 제목\n\n글'),
  docx: zip(DOCX_PARTS),
  xlsx: zip(XLSX_PARTS),
  png: png(),
  jpeg: jpeg(),
  webp: webp(),
};

it('never throws, whatever a file holds', () => {
  const marks = fc.constantFrom(
    '',
    '%PDF-',
    'PK\x03\x04',
    '\x89PNG\r\n\x1a\n',
    '\xff\xd8\xff',
    'RIFF0000WEBPVP8X',
    '\xff\xfe',
  );
  fc.assert(
    fc.property(fc.constantFrom(...FILE_TYPES), marks, fc.uint8Array(), (type, mark, rest) => {
      inspectFile(Buffer.concat([Buffer.from(mark, 'latin1'), rest]), type);
    }),
  );
  for (const type of FILE_TYPES)
    for (let length = 0; length < SAMPLES[type].length; length += 3)
      inspectFile(SAMPLES[type].subarray(0, length), type);
});

it('takes each type for what it is, and for no other', () => {
  const texts: readonly FileType[] = ['txt', 'csv', 'md'];
  for (const type of FILE_TYPES)
    for (const named of FILE_TYPES) {
      const isSame = type === named || (texts.includes(type) && texts.includes(named));
      expect(inspectFile(SAMPLES[type], named).ok, `${type} named .${named}`).toBe(isSame);
    }
});

describe('is refused', () => {
  const refusals: readonly (readonly [string, FileType, Uint8Array, string])[] = [
    ...FILE_TYPES.map(type => [`an empty ${type}`, type, new Uint8Array(), 'file-empty'] as const),
    ...FILE_TYPES.map(type => [`a program named .${type}`, type, PROGRAM, 'file-mismatched'] as const),
    ['a text of blanks', 'txt', utf8(' \n\t\n'), 'file-empty'],
    ['a PDF with a password', 'pdf', pdf('/Encrypt 5 0 R'), 'file-encrypted'],
    ['a PDF that was cut off', 'pdf', pdf().subarray(0, 40), 'file-mismatched'],
    ['a Word document with a password', 'docx', encryptedOffice(), 'file-encrypted'],
    ['an Excel sheet with a password', 'xlsx', encryptedOffice(), 'file-encrypted'],
    ['an older Word document', 'docx', encryptedOffice().subarray(0, 512), 'file-mismatched'],
    ['an archive with a password', 'docx', zip(DOCX_PARTS, 1), 'file-encrypted'],
    ['an archive that is no document', 'docx', zip(['run.js']), 'file-mismatched'],
    ['a document with macros', 'docx', zip([...DOCX_PARTS, 'word/vbaProject.bin']), 'file-mismatched'],
    ['an archive that unpacks to very much', 'xlsx', zip(XLSX_PARTS, 0, 0x7fffffff), 'too-large'],
    ['a PNG that is too wide', 'png', png(8_001, 1), 'too-large'],
    ['a JPEG that is too high', 'jpeg', jpeg(1, 8_001), 'too-large'],
    ['a WebP that is too wide', 'webp', webp(8_001, 1), 'too-large'],
  ];
  it.each(refusals)('%s', (_, type, bytes, code) => {
    expect(inspectFile(bytes, type)).toEqual({ ok: false, code });
  });
});

it('takes pictures of the largest size', () => {
  for (const [type, image] of [
    ['png', png(8_000, 8_000)],
    ['jpeg', jpeg(8_000, 8_000)],
    ['webp', webp(8_000, 8_000)],
  ] as const)
    expect(inspectFile(image, type)).toEqual({ ok: true, bytes: image, isExcerpt: false });
});

describe('a text', () => {
  const textOf = (bytes: Uint8Array, type: FileType = 'csv') => {
    const inspected = inspectFile(bytes, type);
    return inspected.ok ? readTextFile(inspected.bytes) : undefined;
  };

  it('is read in the encodings in which people save it', () => {
    const text = '이름,금액\n가,1\n';
    // “이름,금액\n가,1\n” as older Excel writes it in Korea.
    const cp949 = Uint8Array.from([
      0xc0, 0xcc, 0xb8, 0xa7, 0x2c, 0xb1, 0xdd, 0xbe, 0xd7, 0x0a, 0xb0, 0xa1, 0x2c, 0x31, 0x0a,
    ]);
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [utf8(text), utf8(`\ufeff${text}`), utf16, Buffer.from(utf16).swap16(), cp949])
      expect(textOf(Uint8Array.from(bytes))?.text).toBe(text);
    expect(textOf(utf8('a\r\nb\rc'))?.text).toBe('a\nb\nc');
  });

  it('is counted as a table, where it is one', () => {
    expect(textOf(SALES_CSV)?.note).toBe(
      'Counted over the whole file: 3 rows under the headings; columns “월”, “금액” (3 numbers, sum 3000, least 800, most 1200), “메모”.',
    );
    expect(textOf(SALES_CSV, 'txt')?.note).toBe('');
  });

  it('is kept as an excerpt where it is long, which says what was left out, and is counted as a whole', () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `2026-01-01,상품 ${i},${i}`);
    const bytes = utf8(['날짜,이름,값', ...rows].join('\n'));
    const inspected = inspectFile(bytes, 'csv');
    expect(inspected).toMatchObject({ ok: true, isExcerpt: true });
    const { text, note } = textOf(bytes)!;
    expect(note).toContain('Only an excerpt of it is shown');
    expect(note).toContain('200000 rows');
    expect(note).toContain('“값” (200000 numbers, sum 19999900000, least 0, most 199999)');
    expect(text.startsWith('날짜,이름,값\n2026-01-01,상품 0,0\n')).toBe(true);
    expect(text.endsWith('\n2026-01-01,상품 199999,199999')).toBe(true);
    expect(text).toMatch(/\n\[… \d{6} lines are left out here …\]\n/);
    expect(text.length).toBeLessThan(60_000);
  });
});
