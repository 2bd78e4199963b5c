import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** What the account answers to whoever asks who they are; to everything else it says that there is no such thing. */
let account: Server;
let asked: string[];
let isKnown: boolean;
let isPrepared: boolean;
/** What the account has beside its model; nothing of what is absent. */
let has: Partial<Record<'apis' | 'executions' | 'reserved' | 'locale' | 'alias', object>>;

const OTHERS: readonly (readonly [RegExp, keyof typeof has])[] = [
  [/^GET \/account$/, 'apis'],
  [/^GET \/[\d-]+\/account-settings/, 'executions'],
  [/^GET \/[\d-]+\/functions\/[^/]+\/concurrency/, 'reserved'],
  [/^POST \/builtins\/locales\//, 'locale'],
  [/^GET \/bots\//, 'alias'],
];

beforeEach(async () => {
  has = {
    apis: {},
    executions: { AccountLimit: { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 1_000 } },
    locale: {},
  };
  asked = [];
  isKnown = true;
  isPrepared = false;
  account = createServer((request, response) => {
    const target = request.headers['x-amz-target'];
    const [, about] = OTHERS.find(([path]) => path.test(`${request.method} ${request.url}`)) ?? [];
    if (about !== undefined) {
      asked.push(`${request.method} ${request.url}`);
      const seen = has[about];
      response.statusCode = seen === undefined ? 404 : 200;
      response.setHeader('content-type', 'application/json');
      if (seen === undefined) response.setHeader('x-amzn-errortype', 'ResourceNotFoundException');
      response.end(JSON.stringify(seen ?? {}));
      return;
    }
    if (request.method === 'GET') {
      // Of models: this one answers through a profile alone.
      asked.push(`Bedrock ${request.url}`);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ modelDetails: { inferenceTypesSupported: ['INFERENCE_PROFILE'] } }));
      return;
    }
    asked.push(typeof target === 'string' ? target : 'AWSSecurityTokenService.GetCallerIdentity');
    if (target === undefined && isKnown) {
      response.setHeader('content-type', 'text/xml');
      response.end(
        '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>' +
          '<Arn>arn:aws:iam::123456789012:user/someone</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
    } else if (target === undefined) {
      response.statusCode = 403;
      response.setHeader('content-type', 'text/xml');
      response.end('<ErrorResponse><Error><Code>ExpiredToken</Code><Message>expired</Message></Error></ErrorResponse>');
    } else if (isPrepared) {
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ Parameter: { Value: '28' } }));
    } else {
      response.statusCode = 400;
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ __type: 'ParameterNotFound' }));
    }
  });
  account.listen(0, '127.0.0.1');
  await once(account, 'listening');
});
afterEach(async () => {
  account.closeAllConnections();
  await new Promise(resolve => account.close(resolve));
});

async function run(variables: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('ready.ts', import.meta.url)), ...args],
    {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: {
        PATH: process.env.PATH,
        HOME: '/nonexistent',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_MAX_ATTEMPTS: '1',
        AWS_ENDPOINT_URL: `http://127.0.0.1:${(account.address() as AddressInfo).port}`,
        ...variables,
      },
    },
  );
  const closed = once(child, 'close');
  const said = await text(child.stderr);
  await closed;
  return { said, code: child.exitCode };
}

const SIGNED_IN = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

it('stops at a wrong configuration before it asks the account anything', async () => {
  const { said, code } = await run({ ...SIGNED_IN, LEX_CHAT_ALLOWED_ORIGINS: 'example.com' });
  expect(said).toContain('LEX_CHAT_ALLOWED_ORIGINS is example.com: it should be exact origins');
  expect(code).toBe(1);
  expect(asked).toEqual([]);
});

it.skipIf(existsSync(new URL('../../backend/knowledge.json', import.meta.url)))(
  'stops where there is no index to find what the pages say, and where nothing is deployed goes on without',
  async () => {
    const { said, code } = await run({ ...SIGNED_IN, LEX_CHAT_KNOWLEDGE: 'index' }, 'deploy');
    expect(said).toContain('knowledge is index, and there is none yet: npm run knowledge -- <folder of your pages>');
    expect([code, asked]).toEqual([1, []]);
    isPrepared = true;
    expect((await run({ ...SIGNED_IN, LEX_CHAT_KNOWLEDGE: 'index' })).code).toBe(0);
  },
);

it('stops without a region', async () => {
  const { said, code } = await run({});
  expect(said).toContain('region: none is set → export AWS_REGION');
  expect(code).toBe(1);
});

it('stops where nobody is signed in', async () => {
  isKnown = false;
  const { said, code } = await run(SIGNED_IN);
  expect(said).toMatch(/Nothing was changed\.\n✗ credentials/);
  expect(code).toBe(1);
});

it('stops where the account is not prepared for the CDK, and says how to', async () => {
  const { said, code } = await run(SIGNED_IN);
  expect(said).toContain('→ npx cdk bootstrap aws://123456789012/eu-central-1');
  expect(code).toBe(1);
  expect(asked).toEqual(['AWSSecurityTokenService.GetCallerIdentity', 'AmazonSSM.GetParameter']);
});

it('stops a deployment whose model would answer nobody or whose channel lacks its secret, and nothing else', async () => {
  isPrepared = true;
  const slackSecretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:slack-AbCdEf';
  const { said, code } = await run({ ...SIGNED_IN, LEX_CHAT_SLACK_SECRET_ARN: slackSecretArn }, 'deploy');
  expect(said).toContain(`✗ slack: secret ${slackSecretArn} is without signingSecret, botToken`);
  expect(said).toContain('✗ model: amazon.nova-lite-v1:0 answers in eu-central-1 through an inference profile alone');
  expect(said).toContain('set modelProfile and modelRegions');
  expect(code).toBe(1);
  asked = [];
  expect((await run(SIGNED_IN)).code).toBe(0);
  expect(asked.filter(each => each.startsWith('Bedrock'))).toEqual([]);
});

it('stops a deployment at what Lambda, Lex and API Gateway of the account would refuse or lose by it', async () => {
  isPrepared = true;
  has = {
    apis: { cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/all-apis' },
    executions: { AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 } },
  };
  const { said, code } = await run(
    {
      ...SIGNED_IN,
      LEX_CHAT_RESERVED_ANSWERS: '5',
      LEX_CHAT_BOT_ID: 'ABCDEFGHIJ',
      LEX_CHAT_BOT_ALIAS_ID: 'KLMNOPQRST',
    },
    'deploy',
  );
  expect(said).toContain('✗ Lambda: 5 executions to reserve, 0 left of 10');
  expect(said).toContain('✗ Lex: not reachable in eu-central-1');
  expect(said).toContain('✗ bot ABCDEFGHIJ, alias KLMNOPQRST: there is none');
  expect(said).toContain(
    '✗ API Gateway: the account’s logging role would be replaced, which is arn:aws:iam::123456789012:role/all-apis',
  );
  expect(code).toBe(1);
});

it('replaces the account’s logging role for whoever says that it should be, and keeps it for whoever says that it should not', async () => {
  isPrepared = true;
  has.apis = { cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/all-apis' };
  const replaced = /(.) API Gateway: the account’s logging role would be replaced/;
  expect(replaced.exec((await run(SIGNED_IN, 'deploy')).said)?.[1]).toBe('✗');
  expect(replaced.exec((await run({ ...SIGNED_IN, LEX_CHAT_API_LOGGING_ROLE: 'true' }, 'deploy')).said)?.[1]).toBe('!');
  asked = [];
  await run({ ...SIGNED_IN, LEX_CHAT_API_LOGGING_ROLE: 'false' }, 'deploy');
  expect(asked).not.toContain('GET /account');
});
