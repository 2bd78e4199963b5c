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

beforeEach(async () => {
  asked = [];
  isKnown = true;
  isPrepared = false;
  account = createServer((request, response) => {
    const target = request.headers['x-amz-target'];
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
