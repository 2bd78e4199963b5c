import { join } from 'node:path';
import {
  FILE_ACCESS,
  FILE_PREFIXES,
  type FileOperation,
  type FilePrefix,
} from '@lex-chat/backend/functions/file-access';
import { FUNCTIONS, type FunctionName } from '@lex-chat/backend/functions/routes';
import { SECRET_ACCESS_KEY, UPLOADS_BUCKET } from '../stack-environment.ts';
import { startS3, type LocalS3 } from './server.ts';

/** The bucket of what visitors attach, where each function may do what its role on AWS allows. Its name is its key's, see `startFunctions`. */
export function startUploads(origins: readonly string[], data: string | null): Promise<LocalS3> {
  return startS3({
    bucket: UPLOADS_BUCKET,
    folder: data === null ? null : join(data, 'uploads'),
    origins,
    secret: SECRET_ACCESS_KEY,
    mayDo: (accessKeyId, operation, key) => {
      // Tests look into the bucket themselves, under other keys.
      if (!Object.hasOwn(FUNCTIONS, accessKeyId)) return true;
      const access = FILE_ACCESS[accessKeyId as FunctionName];
      if (key === null) return access !== undefined;
      const prefix = (Object.keys(FILE_PREFIXES) as FilePrefix[]).find(name => key.startsWith(FILE_PREFIXES[name]));
      return prefix !== undefined && (access?.[prefix]?.includes(operation as FileOperation) ?? false);
    },
  });
}
