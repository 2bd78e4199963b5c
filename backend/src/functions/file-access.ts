import { BROUGHT_PREFIX, KEPT_PREFIX } from '../adapters/s3-prefixes.ts';
import type { FunctionName } from './routes.ts';

/** What S3 calls it, of objects. Copying is getting one and putting another, forms are signed by whoever may put. */
export type FileOperation = 'GetObject' | 'PutObject' | 'PutObjectTagging' | 'DeleteObject';

/** Where files lie: what browsers put there, and what was looked into. */
export const FILE_PREFIXES = { brought: BROUGHT_PREFIX, kept: KEPT_PREFIX } as const;

export type FilePrefix = keyof typeof FILE_PREFIXES;

const READ = { kept: ['GetObject'] } as const;

/** What each function does with files, where there are any: so much the stack allows it, and the laptop's S3 refuses anything else. Each may list them. */
export const FILE_ACCESS: Readonly<
  Partial<Record<FunctionName, Readonly<Partial<Record<FilePrefix, readonly FileOperation[]>>>>>
> = {
  answer: READ,
  chat: READ,
  rest: {
    brought: ['GetObject', 'PutObject', 'DeleteObject'],
    kept: ['GetObject', 'PutObject', 'PutObjectTagging', 'DeleteObject'],
  },
};

export { DAYS_LEFT_TAG, FILE_DAYS } from '../adapters/s3-prefixes.ts';
