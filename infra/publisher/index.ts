import { S3Client } from '@aws-sdk/client-s3';
import { fileURLToPath } from 'node:url';
import { emptyBucket, listFiles, putFiles } from './publish.ts';

/** What CloudFormation asks of a custom resource, as far as this one looks at it. */
interface CloudFormationEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  /** Without a version nothing is put there: the bucket is only to be emptied in the end. */
  readonly ResourceProperties: { readonly Bucket: string; readonly Version?: string };
}

const FILES = fileURLToPath(new URL('files', import.meta.url));

/** Puts the files that lie beside this one into their bucket, or takes them out, and tells CloudFormation how it went. */
export async function handler(event: CloudFormationEvent): Promise<void> {
  const { Bucket, Version } = event.ResourceProperties;
  const s3 = new S3Client();
  let failure: string | undefined;
  try {
    if (event.RequestType === 'Delete') await emptyBucket(s3, Bucket);
    else if (Version !== undefined) await putFiles(s3, Bucket, listFiles(FILES, Version));
  } catch (error) {
    failure = `the files could not be published: ${error instanceof Error ? error.name : typeof error}`;
  }
  const told = await fetch(event.ResponseURL, {
    method: 'PUT',
    // Of its own accord `fetch` would name a type for text. The address may be signed for an empty one, and S3 then refuses any other:
    // CloudFormation would hear nothing and wait until it gives up.
    headers: { 'content-type': '' },
    body: JSON.stringify({
      Status: failure === undefined ? 'SUCCESS' : 'FAILED',
      Reason: failure,
      // Always the same: another one would have CloudFormation delete the files of the first.
      PhysicalResourceId: event.PhysicalResourceId ?? `${Bucket}-files`,
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
    }),
  });
  if (!told.ok) throw new Error(`CloudFormation would not hear the answer: ${told.status}`);
}
