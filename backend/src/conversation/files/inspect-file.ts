import { type FileFailureCode } from '@lex-chat/protocol';
import type { FileType } from '@lex-chat/protocol/files';
import { imageSize } from './image-size.ts';
import { listZip } from './office-parts.ts';
import { readText } from './read-text.ts';
import { makeTextFile, writeTextFile } from './text-file.ts';

export type Inspected =
  | {
      readonly ok: true;
      /** In the form in which it is kept. */
      readonly bytes: Uint8Array;
      readonly isExcerpt: boolean;
    }
  | { readonly ok: false; readonly code: FileFailureCode | 'too-large' };

/** Converse takes no picture that is wider or higher, in pixels. */
const IMAGE_MAX_PIXELS = 8_000;

/** More than this is no document but a bomb, in bytes: a hundred times what may be brought. */
const UNPACKED_MAX_BYTES = 450 * 1_024 * 1_024;

/** Looks into a file, which may be anything: whether it is what its name says, and can be read. Never throws. */
export function inspectFile(bytes: Uint8Array, type: FileType): Inspected {
  if (bytes.length === 0) return refused('file-empty');
  switch (type) {
    case 'txt':
    case 'csv':
    case 'md':
      return inspectText(bytes, type);
    case 'pdf':
      return inspectPdf(bytes);
    case 'docx':
      return inspectOffice(bytes, 'word/document.xml');
    case 'xlsx':
      return inspectOffice(bytes, 'xl/workbook.xml');
    case 'png':
    case 'jpeg':
    case 'webp':
      return inspectImage(bytes, type);
  }
}

function inspectText(bytes: Uint8Array, type: 'txt' | 'csv' | 'md'): Inspected {
  const text = looksForeign(bytes) ? undefined : readText(bytes);
  if (text === undefined) return refused('file-mismatched');
  if (text.trim() === '') return refused('file-empty');
  const { file, isExcerpt } = makeTextFile(text, type);
  return { ok: true, bytes: writeTextFile(file), isExcerpt };
}

/** Some of these hold nothing that no text could. */
function looksForeign(bytes: Uint8Array): boolean {
  return ['%PDF-', '{\\rtf', 'PK\x03\x04', '\x7fELF'].some(mark => startsWith(bytes, mark));
}

/** How far into a file readers look for the mark of a PDF, in bytes. */
const PDF_MARK_WITHIN = 1_024;

function inspectPdf(bytes: Uint8Array): Inspected {
  // Byte by byte: what is looked for is written in ASCII between whatever else.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const hasMark = text.slice(0, PDF_MARK_WITHIN).includes('%PDF-');
  if (!hasMark || startsWith(bytes, 'MZ') || !text.includes('%%EOF')) return refused('file-mismatched');
  // In the trailer, or in the dictionary of the stream that stands for it; neither is ever packed.
  if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(text)) return refused('file-encrypted');
  return { ok: true, bytes, isExcerpt: false };
}

/** Office encrypts a document by putting it into a container of its older kind. */
const OLD_CONTAINER = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

function inspectOffice(bytes: Uint8Array, mainPart: string): Inspected {
  if (startsWith(bytes, OLD_CONTAINER))
    return refused(Buffer.from(bytes).includes(ENCRYPTED_PACKAGE) ? 'file-encrypted' : 'file-mismatched');
  const listed = startsWith(bytes, 'PK') ? listZip(bytes) : undefined;
  if (!listed) return refused('file-mismatched');
  const { names, unpackedSize, isEncrypted } = listed;
  if (isEncrypted) return refused('file-encrypted');
  if (unpackedSize > UNPACKED_MAX_BYTES) return refused('too-large');
  const hasMacros = [...names].some(name => name.endsWith('vbaProject.bin'));
  if (!names.has('[Content_Types].xml') || !names.has(mainPart) || hasMacros) return refused('file-mismatched');
  return { ok: true, bytes, isExcerpt: false };
}

function inspectImage(bytes: Uint8Array, type: 'png' | 'jpeg' | 'webp'): Inspected {
  const size = imageSize(bytes, type);
  if (!size) return refused('file-mismatched');
  if (Math.max(size.width, size.height) > IMAGE_MAX_PIXELS) return refused('too-large');
  return { ok: true, bytes, isExcerpt: false };
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(mark.length, bytes.length)).toString('latin1') === mark;
}

function refused(code: FileFailureCode | 'too-large'): Inspected {
  return { ok: false, code };
}
