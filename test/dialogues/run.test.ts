import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scripts } from '../../package.json' with { type: 'json' };
import { startCloudFormation } from '../stack/cloud-formation.ts';
import { startLocalLex, type LocalLex } from './local-lex.ts';

/** `npm run dialogues` as it is typed. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const [, ...RUN] = scripts.dialogues.split(' ');
const HEAD = '| says | hears | intent | slots |\n| --- | --- | --- | --- |\n';

let lex: LocalLex;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lex-chat-tables-'));
  lex = await startLocalLex();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await lex.close();
});

describe('with a deployed bot', () => {
  it('holds a table over the wire, at the address that AWS’s own variable names', async () => {
    const table = write(
      'anything.en_US.md',
      '## Asks for the bank\n\n',
      '| balance | At which bank… / […] | CheckBalance asks BankName | |',
    );
    const before = lex.calls.length;
    const { code, stdout, stderr } = await run([table, ...deployed()]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('✓ Asks for the bank (1 turn)');
    expect(stdout).toContain('1 dialogue, 1 turn: 1 as expected, 0 otherwise');
    expect(lex.calls.slice(before)).toMatchObject([{ operation: 'RecognizeText' }]);
  });

  it('tells what came out otherwise', async () => {
    const table = write(
      'other.en_US.md',
      '## Asks\n\n',
      '| balance | How much? | CheckBalance | |\n| Moa | * | CheckBalance Fulfilled | |',
    );
    const { code, stdout } = await run([table, ...deployed()]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ Asks \(2 turns\)\n.*“balance”\n.*expected How much\?\n.*At which bank/);
  });

  it('tells what Lex refuses', async () => {
    const table = write('none.en_US.md', '## Asks\n\n', '| balance | * | CheckBalance | |');
    const { code, stdout } = await run([table, ...deployed(), '--bot-id', 'NOSUCHBOT1']);
    expect(code).toBe(1);
    expect(stdout).toContain('ResourceNotFoundException');
  });
});

describe('with a deployed stack', () => {
  it('[R49] holds the tables of its bots, which it finds by the outputs', async () => {
    const place = (name: string) => {
      const { botId, botAliasId: aliasId } = lex.place(name, 'en_US');
      return { name, botId, aliasId, locales: ['en_US'] };
    };
    const cloudFormation = await startCloudFormation({
      Shop: { Url: 'https://shop.example', Bots: JSON.stringify([place('banking')]) },
      Old: { SocketUrl: 'wss://shop.example/socket' },
    });
    try {
      const { code, stdout, stderr } = await run(['--stack', 'Shop'], cloudFormation.variables);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^banking\.en_US$/m);
      expect(stdout).not.toMatch(/^(hello-world|banking\.ko_KR)/m);
      for (const [args, words] of [
        [['--stack', 'Shop', 'hello'], 'The bots of that stack are banking'],
        [['--stack', 'Old'], 'has no outputs Url and Bots: npm run deploy'],
        [
          ['--stack', 'Bank'],
          'the stack Bank could not be looked up (ValidationError: Stack with id Bank does not exist)',
        ],
      ] as const) {
        const refused = await run(args, cloudFormation.variables);
        expect([refused.code, refused.stdout + refused.stderr]).toEqual([2, expect.stringContaining(words)]);
      }
    } finally {
      await cloudFormation.close();
    }
  });
});

describe('in one line, without a stack', () => {
  it.each([
    [
      'a bot that is not here',
      () => [write('parrot.en_US.md', '## Talks\n\n', '| hi | * | Hi | |')],
      'There is no bot parrot here',
    ],
    ['a file that is not there', () => [join(folder, 'nowhere.en_US.md')], 'There is no file'],
    [
      'a table that cannot be read',
      () => [write('banking.en_US.md', '## Talks\n\n', '| hi |')],
      'banking.en_US.md: line 5',
    ],
    ['an option that there is not', () => ['--bott', 'x'], '--bott'],
  ])('names %s', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args());
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });
});

/** With an endpoint of this test's, whatever this machine has for AWS. */
function run(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    NO_COLOR: '1',
    AWS_ENDPOINT_URL_LEX_RUNTIME_V2: lex.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...variables,
  };
  return new Promise(resolve => {
    execFile(process.execPath, ['--import', 'tsx', ...RUN, ...args], { cwd: ROOT, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

function deployed(): readonly string[] {
  const { botId, botAliasId } = lex.place('banking', 'en_US');
  return ['--bot-id', botId, '--alias-id', botAliasId, '--region', 'us-east-1'];
}

function write(file: string, heading: string, rows: string): string {
  const path = join(folder, file);
  writeFileSync(path, `${heading}${HEAD}${rows}\n`);
  return path;
}
