import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What lies in a bucket under a key. */
export interface StoredObject {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** By names in lower case, without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** As `x-amz-tagging` has them. */
  readonly tagging?: string;
  /** In milliseconds. */
  readonly lastModified: number;
}

/** The objects of one bucket. */
export interface Objects {
  get(key: string): StoredObject | undefined;
  /** In the order of S3: by the bytes of the keys. */
  keys(prefix: string): readonly string[];
  put(key: string, object: StoredObject): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Kept in a folder, each object a file under the hash of its key; null keeps them in memory. */
export async function openObjects(folder: string | null): Promise<Objects> {
  const objects = new Map<string, StoredObject>();
  const fileOf = (key: string) => join(folder!, createHash('sha256').update(key).digest('hex'));
  if (folder !== null) {
    await mkdir(folder, { recursive: true });
    for (const file of await readdir(folder)) {
      const { key, bytes, ...rest } = JSON.parse(await readFile(join(folder, file), 'utf8')) as Written;
      objects.set(key, { ...rest, bytes: Buffer.from(bytes, 'base64') });
    }
  }
  return {
    get: key => objects.get(key),
    keys: prefix => [...objects.keys()].filter(key => key.startsWith(prefix)).sort(),
    async put(key, object) {
      objects.set(key, object);
      const written: Written = { ...object, key, bytes: object.bytes.toString('base64') };
      if (folder !== null) await writeFile(fileOf(key), JSON.stringify(written), { mode: 0o600 });
    },
    async delete(key) {
      objects.delete(key);
      if (folder !== null) await rm(fileOf(key), { force: true });
    },
  };
}

type Written = Omit<StoredObject, 'bytes'> & { readonly key: string; readonly bytes: string };
