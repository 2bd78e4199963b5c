import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FUNCTIONS, type FunctionName } from '@lex-chat/backend/functions/routes';
import { endpoints, environmentFor } from '@lex-chat/demo/stack-environment';
import { beforeAll, describe, expect, it } from 'vitest';

/** What Lambda loads for each function, minified, in bytes. Those that ask a model, with the largest of the clients for one. */
const MOST_BYTES: Readonly<Record<FunctionName, number>> = {
  receive: 450_000,
  rest: 450_000,
  chat: 600_000,
  answer: 600_000,
  hooks: 450_000,
};

/** Of a processor of one's own, over what Node itself takes to start. */
const MOST_COLD_MS = 150;

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

let metafiles: Metafiles;
beforeAll(() => (metafiles = JSON.parse(readFileSync(new URL('metafiles.json', DIST), 'utf8')) as Metafiles));

describe('what a function loads', () => {
  for (const [name, most] of Object.entries(MOST_BYTES)) {
    it(`is ${most / 1_000} kB at the most: ${name}`, () => {
      const { outputs } = metafiles[name]!;
      const loaded = loadedBy(name as FunctionName);
      expect([...loaded].reduce((sum, path) => sum + outputs[path]!.bytes, 0)).toBeLessThanOrEqual(most);
    });
  }

  it('is nothing for keys from anywhere but the role of the function', () => {
    for (const name of Object.keys(FUNCTIONS)) {
      const loaded = loadedBy(name as FunctionName);
      const others = Object.entries(metafiles[name]!.outputs).filter(([, { entryPoint }]) =>
        entryPoint?.includes('credential-provider-'),
      );
      expect(others.length).toBeGreaterThan(3);
      expect(others.filter(([path]) => loaded.has(path))).toEqual([]);
    }
  });
});

describe('a function starts', () => {
  for (const name of Object.keys(FUNCTIONS)) {
    it(`within ${MOST_COLD_MS} ms over an empty module: ${name}`, async () => {
      const [empty, cold] = [
        await leastStart('data:text/javascript,'),
        await leastStart(`${DIST.href}${name}/index.mjs`),
      ];
      expect(cold - empty).toBeLessThanOrEqual(MOST_COLD_MS);
    });
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
});

const BOT = { name: 'hello', botId: 'ABCDEFGHIJ', aliasId: 'KLMNOPQRST', locales: ['ko_KR'] };
const TIMER = fileURLToPath(new URL('time-import.js', import.meta.url));

/** The files of a bundle that are loaded before it is of use. */
function loadedBy(name: FunctionName): ReadonlySet<string> {
  const { outputs } = metafiles[name]!;
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
