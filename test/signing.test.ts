import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createSiteProofs } from '@lex-chat/backend/identity/site-proofs';
import { signedVisitor } from '@lex-chat/backend/identity/visitor';
import { parseVisitorToken } from '@lex-chat/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SITE = 'demo-site';
const SECRET = '비밀이란 이런 것이라고 서른두 바이트 넘게';
const USER = "민수 4711 'quoted'";
const proofs = createSiteProofs(SITE, async () => [{ id: 'site', value: SECRET, since: 0 }]);

let folder: string;
let blocks: readonly { readonly language: string; readonly code: string }[];

beforeAll(async () => {
  // Within the project, where the examples find the packages that they name.
  folder = await mkdtemp(join(ROOT, 'node_modules', '.signing-'));
  const page = await readFile(join(ROOT, 'docs/signing.md'), 'utf8');
  blocks = [...page.matchAll(/```(js|python|php)\n(.*?)```/gs)].map(([, language, code]) => ({
    language: language!,
    code: code!,
  }));
});
afterAll(() => rm(folder, { recursive: true }));

const hasPython = spawnSync('python3', ['--version']).status === 0;
const hasPhp = spawnSync('php', ['--version']).status === 0;

/** What an example is told over its environment, so that no quoting changes it. */
const environment = { ...process.env, SITE, SECRET, USER_ID: USER, PYTHONUTF8: '1' };

it('signs in Node as the guide says [P8.3]', async () => {
  for (const [name, code] of codesIn('js').entries()) {
    const file = join(folder, `${name}.mjs`);
    await writeFile(file, code);
    const example = (await import(pathToFileURL(file).href)) as Readonly<
      Record<string, (...given: unknown[]) => unknown>
    >;
    const { signVisitor, signVisitorToken } = example;
    const shared = { site: SITE, secret: SECRET };
    await holds(signVisitor ? signVisitor(USER, shared) : await signVisitorToken!(USER, '민수', shared));
  }
  expect(codesIn('js')).toHaveLength(2);
});

it.skipIf(!hasPython)('signs in Python as the guide says [P8.3]', async () => {
  for (const code of codesIn('python')) {
    const call = code.includes('def sign_visitor_token')
      ? "sign_visitor_token(os.environ['USER_ID'], '민수', os.environ['SITE'], os.environ['SECRET'])"
      : "sign_visitor(os.environ['USER_ID'], os.environ['SITE'], os.environ['SECRET'])";
    await holds(run('python3', ['-c', `${code}\nimport os, json\nprint(json.dumps(${call}))`]));
  }
  expect(codesIn('python')).toHaveLength(2);
});

it.skipIf(!hasPhp)('signs in PHP as the guide says [P8.3]', async () => {
  for (const code of codesIn('php')) {
    const file = join(folder, 'sign.php');
    const call = "echo json_encode(sign_visitor(getenv('USER_ID'), getenv('SITE'), getenv('SECRET')));";
    await writeFile(file, `${code}\n${call}`);
    await holds(run('php', [file]));
  }
  expect(codesIn('php')).toHaveLength(1);
});

function codesIn(wanted: string): readonly string[] {
  return blocks.filter(({ language }) => language === wanted).map(({ code }) => code);
}

function run(command: string, given: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(command, given, { env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function holds(proof: unknown): Promise<void> {
  const parsed = parseVisitorToken(proof);
  if (parsed === undefined) throw new Error('the example made no proof');
  const proved = await proofs.verify(parsed);
  expect(proved).toMatchObject({ ok: true, ...(typeof parsed === 'string' && { visitor: { name: '민수' } }) });
  expect(proved, 'the same visitor, whoever signs').toMatchObject({ visitor: signedVisitor(SITE, USER) });
}
