import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { scripts } from '../../package.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** As somebody who has no account of AWS would run it. */
async function doctor(variables: Readonly<Record<string, string>>) {
  const [, ...args] = scripts.doctor.split(' ');
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...variables },
  });
  const closed = once(child, 'close');
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { said, complained, code: child.exitCode };
}

it('says what to do first where there is no region', async () => {
  const { said, complained, code } = await doctor({});
  expect(said).toMatch(/^✗ region: none is set → export AWS_REGION/);
  expect(said).toMatch(/Not ready yet/);
  expect(complained).toBe('');
  expect(code).toBe(1);
});

it('says how to sign in where nobody is', async () => {
  const { said, code } = await doctor({
    AWS_REGION: 'ap-northeast-2',
    LEX_CHAT_ALLOWED_ORIGINS: 'https://www.example.com',
  });
  expect(said).toContain('✗ credentials: none that AWS accepts (CredentialsProviderError) → aws sso login');
  expect(said).toContain('✓ origin: https://www.example.com');
  expect(code).toBe(1);
});

it('names a setting that is wrong, and looks no further', async () => {
  const { said, complained, code } = await doctor({ LEX_CHAT_MODEL: 'gpt' });
  expect(complained).toContain('LEX_CHAT_MODEL is gpt: it should be such as bedrock:');
  expect(said).toBe('');
  expect(code).toBe(1);
});
