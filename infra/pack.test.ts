import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pack } from './pack.js';

/** An app elsewhere, as the page on deploying shows it, and a second chat with all that is optional. */
const page = readFileSync(new URL('../docs/deploying.md', import.meta.url), 'utf8');
const SHOWN = [...page.matchAll(/```ts\n([\s\S]*?)```/g)]
  .map(([, block]) => block!)
  .find(block => block.includes('new LexChat('))!;
const APP = `${SHOWN}
import { BotChoice, BUILT_BOTS, Knowledge } from '@lex-chat/infra';
const secret = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:channel-AbCdEf';
const pages = new LexChat(stack, 'Reader', {
  allowedOrigins: ['https://www.example.com'],
  model: Model.bedrock({ model: 'amazon.nova-lite-v1:0' }),
  knowledge: Knowledge.bedrock('ABCDEFGHIJ'),
  models: { fast: { label: 'Fast', model: Model.bedrock({ model: 'amazon.nova-micro-v1:0' }) } },
  bots: { existing: BotChoice.existing('ABCDEFGHIJ', 'KLMNOPQRST', ['en_US']), banking: BotChoice.define(BUILT_BOTS.banking) },
  channels: { messenger: { secret }, slack: { secret } },
  site: { id: 'shop' },
  domain: { name: 'chat.example.com', certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/x' },
  missedUtterances: true,
  alarmEmail: 'oncall@example.com',
  monthlyBudget: 50,
  apiLoggingRole: false,
});
const { Resources } = (stack.node.root as App).synth().getStackByName('Shop').template as { Resources: object };
process.stdout.write(JSON.stringify({ tag: chat.scriptTag !== '' && pages.scriptTag !== '', ids: Object.keys(Resources) }));
`;

let folder: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'lex-chat-shop-')));
  mkdirSync(join(folder, 'node_modules/@lex-chat'), { recursive: true });
  mkdirSync(join(folder, 'node_modules/@types'));
  const require = createRequire(import.meta.url);
  for (const name of ['aws-cdk-lib', 'constructs', '@types/node'])
    symlinkSync(dirname(require.resolve(`${name}/package.json`)), join(folder, 'node_modules', name));
  await pack(join(folder, 'node_modules/@lex-chat/infra'));
  writeFileSync(join(folder, 'app.mts'), APP);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// All types of the CDK are looked through, which has taken 30 s with nothing else to do.
it('has types that hold in an app elsewhere, down to the last', { timeout: 240_000 }, () => {
  const program = ts.createProgram([join(folder, 'app.mts')], {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
    typeRoots: [join(folder, 'node_modules/@types')],
  });
  const ours = program.getSourceFiles().filter(({ fileName }) => /\/app\.mts$|@lex-chat\/infra/.test(fileName));
  expect(ours.length).toBeGreaterThan(10);
  const wrong = ours.flatMap(file => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  const said = wrong.map(
    ({ file, messageText }) => `${file!.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
  expect(said).toEqual([]);
  const props = readFileSync(join(folder, 'node_modules/@lex-chat/infra/types/infra/lib/lex-chat-props.d.ts'), 'utf8');
  expect(props).toContain('@default 0.6');
});

it('is the construct, and no client of AWS', () => {
  const code = readFileSync(join(folder, 'node_modules/@lex-chat/infra/index.js'), 'utf8');
  expect(code).not.toContain('@aws-sdk/');
  expect([...code.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name]) => name!.replace(/\/.*/, ''))).not.toEqual(
    [],
  );
});

it('makes the whole chat there, with nothing of this repository', { timeout: 120_000 }, async () => {
  writeFileSync(
    join(folder, 'app.mjs'),
    ts.transpile(APP, { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }),
  );
  const { stdout } = await promisify(execFile)(process.execPath, ['app.mjs'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
  });
  const { tag, ids } = JSON.parse(stdout) as { tag: boolean; ids: readonly string[] };
  expect(tag).toBe(true);
  expect(ids.some(id => id.startsWith('ChatConversations'))).toBe(true);
  expect(ids.some(id => id.startsWith('ChatFunctionsAnswer'))).toBe(true);
  expect(ids.some(id => id.startsWith('ReaderFunctionsAnswer'))).toBe(true);
  expect(ids.some(id => id.startsWith('ReaderMissedPage'))).toBe(true);
});
