import type { ProblemCode, UploadForm, UploadReceipt } from '@lex-chat/protocol';
import { bringFile } from './bring-file.ts';
import { json, problem, type Visitor } from './visitor.ts';

/** Attaches a file from the offer to the receipt. Throws where it is refused. */
export async function attach(visitor: Visitor, name: string, bytes: Uint8Array): Promise<UploadReceipt> {
  const form = await offer(visitor, name, bytes.length);
  const brought = await bringFile(form, bytes);
  if (!brought.ok) throw new Error(`the bucket refused the file: ${await brought.text()}`);
  return json(await visitor.call('POST', `/uploads/${form.uploadId}`));
}

export async function offer(visitor: Visitor, name: string, size: number): Promise<UploadForm> {
  const answer = await visitor.call('POST', '/uploads', { name, size });
  if (answer.status !== 201) throw new Error(`the service refused the file: ${(await problem(answer)).code}`);
  return json(answer);
}

/** What the service says of a file that was brought. */
export async function refusalOf(visitor: Visitor, name: string, bytes: Uint8Array): Promise<ProblemCode> {
  const form = await offer(visitor, name, bytes.length);
  await bringFile(form, bytes);
  return (await problem(await visitor.call('POST', `/uploads/${form.uploadId}`))).code;
}
