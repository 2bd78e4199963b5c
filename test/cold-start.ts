import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { FunctionName } from '@lex-chat/backend/functions/routes';
import { endpoints, environmentFor } from '@lex-chat/demo/stack-environment';

/** The least of so many starts is the one that others on this machine got in the way of the least. */
const STARTS = 5;

const BEDROCK = [/functions\/bedrock-model\.ts$/];
const LAMBDA = [/functions\/lambda-answers\.ts$/];

/** What is not part of a function, and loaded all the same: with Bedrock while it starts, and by `receive` for each first message. */
const ALSO_LOADED: Readonly<Record<FunctionName, readonly RegExp[]>> = {
  receive: LAMBDA,
  rest: [],
  chat: BEDROCK,
  answer: BEDROCK,
  hooks: BEDROCK,
};

interface Output {
  readonly bytes: number;
  readonly entryPoint?: string;
  readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
}

type Metafiles = Readonly<Record<string, { readonly outputs: Readonly<Record<string, Output>> }>>;

const DIST = new URL('../backend/dist/', import.meta.url);
const EMPTY = 'data:text/javascript,';

const BOT = { name: 'hello', botId: 'ABCDEFGHIJ', aliasId: 'KLMNOPQRST', locales: ['ko_KR'] };
const TIMER = fileURLToPath(new URL('time-import.js', import.meta.url));

/** The parts of a built function, by their path. */
export function partsOf(name: FunctionName): Readonly<Record<string, Output>> {
  return (JSON.parse(readFileSync(new URL('metafiles.json', DIST), 'utf8')) as Metafiles)[name]!.outputs;
}

/** How large that is which is loaded before the function is of use, in bytes. */
export function bytesLoadedBy(name: FunctionName): number {
  const parts = partsOf(name);
  return [...loadedBy(name)].reduce((sum, path) => sum + parts[path]!.bytes, 0);
}

/** Milliseconds of processor time until all of it is loaded, over what Node itself takes to start. */
export async function coldStart(name: FunctionName): Promise<number> {
  const [empty, cold] = [await leastStart(EMPTY), await leastStart(`${DIST.href}${name}/index.mjs`)];
  return cold - empty;
}

/** The parts of a bundle that are loaded before it is of use. */
export function loadedBy(name: FunctionName): ReadonlySet<string> {
  const outputs = partsOf(name);
  const first = [new RegExp(`functions/${name}\\.ts$`), ...ALSO_LOADED[name]].map(file => {
    const found = Object.keys(outputs).find(path => file.test(outputs[path]!.entryPoint ?? ''));
    if (found === undefined) throw new Error(`${name} holds no part that is ${file.source}`);
    return found;
  });
  const loaded = new Set<string>();
  const load = (path: string) => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind, external } of outputs[path]!.imports)
      if (kind === 'import-statement' && external !== true) load(next);
  };
  first.forEach(load);
  return loaded;
}

/** Milliseconds of processor time, from nothing until all is loaded. */
async function leastStart(module: string): Promise<number> {
  const environment = {
    ...environmentFor({ front: 8080, sockets: 'http://127.0.0.1:9' }, [BOT], []),
    ...endpoints({}),
  };
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const { stdout } = await promisify(execFile)(process.execPath, [TIMER, module], { env: environment });
    times.push(Number(stdout));
  }
  return Math.min(...times);
}
