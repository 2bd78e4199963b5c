import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { startLexServer, type LexServer } from '@lex-chat/demo/lex/server';
import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';

/** Clients that nobody here wrote hold the Hello World dialogue with the laptop's Lex. */

const BOT_ID = 'BOT0000001';
const ALIAS_ID = 'ALIAS00001';
const run = promisify(execFile);

let lex: LexServer;
beforeAll(async () => {
  lex = await startLexServer({ bots: [{ botId: BOT_ID, aliasId: ALIAS_ID, bot: helloWorld }] }, Date.now, () => 0);
});
afterAll(() => lex.close());

it('lets the AWS CLI hold the Hello World dialogue in Korean', async context => {
  await needs(context, 'aws', ['--version']);

  expect(await sayWithCli('안녕')).toMatchObject({
    messages: [
      { contentType: 'PlainText', content: '안녕하세요! 반가워요.' },
      { contentType: 'PlainText', content: '어떻게 불러 드리면 될까요? 이름을 알려 주세요.' },
    ],
    sessionState: { dialogAction: { type: 'ElicitSlot', slotToElicit: 'Name' }, intent: { name: 'HelloWorld' } },
  });
  expect(await sayWithCli('저는 지은이에요')).toMatchObject({
    messages: [{ content: '“지은” 님이라고 불러 드리면 될까요?' }],
    sessionState: { dialogAction: { type: 'ConfirmIntent' } },
  });
  expect(await sayWithCli('아니요')).toMatchObject({
    messages: [{}, { content: '어떻게 불러 드리면 될까요? 이름을 알려 주세요.' }],
    sessionState: { dialogAction: { type: 'ElicitSlot' }, intent: { confirmationState: 'None' } },
  });
  await sayWithCli('제 이름은 민수입니다');
  const last = await sayWithCli('네');
  expect(last).toMatchObject({
    messages: [
      { content: '민수 님, 만나서 정말 반가워요!' },
      { content: '이제 인사를 나눴으니, 궁금한 점이 있으면 편하게 물어보세요.' },
    ],
    sessionState: {
      dialogAction: { type: 'Close' },
      intent: { name: 'HelloWorld', state: 'Fulfilled', slots: { Name: { value: { interpretedValue: '민수' } } } },
    },
    // Debian's CLI of 2022 leaves out `interpretationSource`, which it does not know yet.
    interpretations: [
      { intent: { name: 'HelloWorld' }, nluConfidence: { score: 1 } },
      { intent: { name: 'FallbackIntent' } },
    ],
  });
});

it('lets the AWS CLI see what Lex refuses', async context => {
  await needs(context, 'aws', ['--version']);
  await expect(sayWithCli('안녕', 'fr_FR')).rejects.toMatchObject({
    stderr: expect.stringContaining('ResourceNotFoundException') as string,
  });
});

it('lets boto3 put, get and delete a session', async context => {
  await needs(context, 'python3', ['-c', 'import boto3']);
  const { stdout } = await run('python3', ['-c', BOTO3_SESSION, lex.url, BOT_ID, ALIAS_ID], { env: environment() });
  expect(JSON.parse(stdout)).toEqual({
    put: 'ElicitSlot',
    got: 'ConfirmIntent',
    deleted: 'boto3',
    afterwards: 'ResourceNotFoundException',
  });
});

/** Skips the test, and says so, where the program is absent or cannot start. */
async function needs(context: TestContext, program: string, options: readonly string[]): Promise<void> {
  try {
    await run(program, options, { env: environment() });
  } catch {
    const reason = `skipped: ${[program, ...options].join(' ')} does not run on this machine`;
    process.stdout.write(`${context.task.name} – ${reason}\n`);
    context.skip(reason);
  }
}

async function sayWithCli(text: string, localeId = 'ko_KR'): Promise<unknown> {
  const options = {
    'bot-id': BOT_ID,
    'bot-alias-id': ALIAS_ID,
    'locale-id': localeId,
    'session-id': 'aws-cli',
    text,
    'endpoint-url': lex.url,
    region: 'us-east-1',
    output: 'json',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const { stdout } = await run('aws', ['lexv2-runtime', 'recognize-text', ...flags], { env: environment() });
  return JSON.parse(stdout);
}

/** This machine's own AWS settings and proxies stay out of it. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(own),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    NO_PROXY: '127.0.0.1',
    no_proxy: '127.0.0.1',
    // Debian's Python reads arguments as ASCII where no locale is set.
    PYTHONUTF8: '1',
    LC_ALL: 'C.UTF-8',
  };
}

const BOTO3_SESSION = `
import base64, boto3, gzip, json, sys
url, bot, alias = sys.argv[1:]
lex = boto3.client('lexv2-runtime', endpoint_url=url, region_name='us-east-1')
who = dict(botId=bot, botAliasId=alias, localeId='en_US', sessionId='boto3')
put = lex.put_session(**who, sessionState={'dialogAction': {'type': 'Delegate'}, 'intent': {'name': 'HelloWorld'}})
state = json.loads(gzip.decompress(base64.b64decode(put['sessionState'])))
lex.recognize_text(**who, text="I'm Anna")
got = lex.get_session(**who)
deleted = lex.delete_session(**who)
try:
    lex.get_session(**who)
    afterwards = 'found'
except lex.exceptions.ResourceNotFoundException as error:
    afterwards = error.response['Error']['Code']
print(json.dumps({
    'put': state['dialogAction']['type'],
    'got': got['sessionState']['dialogAction']['type'],
    'deleted': deleted['sessionId'],
    'afterwards': afterwards,
}))
`;
