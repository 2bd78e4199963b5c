/** What a visitor may attach, by the endings of names; each is one of Converse's formats of documents or images. */
export const FILE_TYPES = ['pdf', 'txt', 'csv', 'md', 'docx', 'xlsx', 'png', 'jpeg', 'webp'] as const;

export type FileType = (typeof FILE_TYPES)[number];

/** The features of a session that say which files it takes: `upload:csv`. Without any, none. */
export const UPLOAD_FEATURE = 'upload:';

/** Longest name of a file, in UTF-16 code units; longer than any file system of visitors allows. */
export const FILE_NAME_MAX_LENGTH = 255;

/** The most Converse takes of a document and of an image, in bytes: 4.5 MB and 3.75 MB. */
const DOCUMENT_MAX_BYTES = 4.5 * 1_024 * 1_024;
const IMAGE_MAX_BYTES = 3.75 * 1_024 * 1_024;

/** Ours: what is text is shown to the model as an excerpt where it is long, so Converse's limit does not matter to it. */
const TEXT_MAX_BYTES = 20 * 1_024 * 1_024;

/** Converse's names of the types, and what browsers, servers and S3 call them. */
export const MEDIA_TYPES: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};

/** Endings besides the names of the types themselves. */
const OTHER_ENDINGS: Readonly<Record<string, FileType>> = { jpg: 'jpeg', markdown: 'md' };

export type FileKind = 'text' | 'document' | 'image';

export function kindOfFile(type: FileType): FileKind {
  switch (type) {
    case 'txt':
    case 'csv':
    case 'md':
      return 'text';
    case 'pdf':
    case 'docx':
    case 'xlsx':
      return 'document';
    case 'png':
    case 'jpeg':
    case 'webp':
      return 'image';
  }
}

/** In bytes. */
export function maxFileSize(type: FileType): number {
  return { text: TEXT_MAX_BYTES, document: DOCUMENT_MAX_BYTES, image: IMAGE_MAX_BYTES }[kindOfFile(type)];
}

/** What a file is by the ending of its name; undefined for what nobody may attach. What browsers say it is depends on the machine. */
export function fileTypeOf(name: string): FileType | undefined {
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return isFileType(ending) ? ending : Object.hasOwn(OTHER_ENDINGS, ending) ? OTHER_ENDINGS[ending] : undefined;
}

export function isFileType(value: unknown): value is FileType {
  return (FILE_TYPES as readonly unknown[]).includes(value);
}
