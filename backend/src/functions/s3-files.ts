import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createS3Files } from '../adapters/s3-files.ts';
import type { FileStore } from '../conversation/files/file-store.ts';

/** In milliseconds. Within a region the largest file takes a tenth of this. */
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 5_000;

// By itself, so that only a function that has a file to do with loads it.
export function createFilesIn(bucket: string): FileStore {
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  });
  return createS3Files(new S3Client({ maxAttempts: 2, requestHandler }), bucket);
}
