import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

/** What a visitor has loaded who has opened the chat, greeted, and been answered, in the larger of the languages. */
export const ONE_ANSWER = ['loader', 'door', 'panel', 'ko'];

const DIST = new URL('../../widget/dist/', import.meta.url);

/** Bytes of each built file by the name of its part, as a server that speaks brotli sends them. */
export function measureSizes(): Readonly<Record<string, number>> {
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', DIST), 'utf8')) as object;
  return Object.fromEntries(
    Object.keys(manifest).map(file => [partOf(file), brotliCompressSync(readFileSync(new URL(file, DIST))).length]),
  );
}

export function sumOf(sizes: Readonly<Record<string, number>>, parts: readonly string[]): number {
  return parts.map(part => sizes[part]!).reduce((sum, size) => sum + size);
}

function partOf(file: string): string {
  return /^assets\/(.+)-.{8}\.js$/.exec(file)?.[1] ?? 'loader';
}
