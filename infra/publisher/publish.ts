import { DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';

/** One object of the bucket. */
export interface SiteFile {
  readonly key: string;
  readonly path: string;
  readonly type: string;
  readonly cacheControl: string;
}

const FOREVER = 'public, max-age=31536000, immutable';
/** How long after a release pages may still load the one before. */
const FOLLOWS_RELEASES = 'public, max-age=300';
const PAGE = 'public, max-age=60';

/** What is served at all, and as what. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
};

/** What is to be published of a folder that holds `widget` and perhaps `pages`. */
export function listFiles(folder: string, version: string): readonly SiteFile[] {
  const widget = filesIn(join(folder, 'widget')).flatMap(([name, path]) => [
    // Hash-named files never change wherever they are.
    { name: `v1/${name}`, path, cacheControl: name.startsWith('assets/') ? FOREVER : FOLLOWS_RELEASES },
    { name: `${version}/${name}`, path, cacheControl: FOREVER },
  ]);
  const pages = filesIn(join(folder, 'pages')).flatMap(([name, path]) => {
    // A bucket has no folders: what `/en/` asks for is an object of that very name.
    const folderName = name.endsWith('/index.html') ? [name.slice(0, -'index.html'.length)] : [];
    return [name, ...folderName].map(each => ({ name: each, path, cacheControl: PAGE }));
  });
  // The door last: it is what leads to all the others.
  return [...widget, ...pages]
    .flatMap(({ name, path, cacheControl }) => {
      const type = TYPES[extname(path)];
      return type === undefined ? [] : [{ key: name, path, type, cacheControl }];
    })
    .sort((one, other) => Number(isDoor(one.key)) - Number(isDoor(other.key)));
}

function isDoor(key: string): boolean {
  return key.endsWith('/lex-chat.js');
}

/** Names relative to the folder, with slashes, and paths. */
function filesIn(folder: string): readonly (readonly [string, string])[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(path => [relative(folder, path).replaceAll('\\', '/'), path] as const);
}

/** One after the other, in their order: a page never finds a loader whose files are not there yet. */
export async function putFiles(s3: S3Client, bucket: string, files: readonly SiteFile[]): Promise<void> {
  for (const { key, path, type, cacheControl } of files) {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: readFileSync(path),
        ContentType: type,
        CacheControl: cacheControl,
      }),
    );
  }
}

/** Deletes everything, also what former releases have put there. A bucket that is gone is as empty as can be. */
export async function emptyBucket(s3: S3Client, bucket: string): Promise<void> {
  for (;;) {
    const keys = await someKeys(s3, bucket);
    if (keys.length === 0) return;
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [...keys], Quiet: true } }),
    );
    if (Errors.length > 0) throw new Error(`${Errors.length} objects could not be deleted`);
  }
}

async function someKeys(s3: S3Client, bucket: string): Promise<readonly { readonly Key: string }[]> {
  try {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.flatMap(({ Key }) => (Key === undefined ? [] : [{ Key }]));
  } catch (error) {
    // Somebody has deleted it by hand: the stack could not be deleted any more.
    if (error instanceof Error && error.name === 'NoSuchBucket') return [];
    throw error;
  }
}
