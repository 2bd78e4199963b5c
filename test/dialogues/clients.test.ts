import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { startLocalLex, type LocalLex } from './local-lex.ts';

/** Clients that nobody here wrote hold the banking dialogue with the laptop's Lex, hooks and table behind it. */

const run = promisify(execFile);

let lex: LocalLex;
beforeAll(async () => {
  lex = await startLocalLex();
});
afterAll(() => lex.close());

it('lets the AWS CLI check a balance and transfer from that account, in Korean', async context => {
  await needs(context, 'aws', ['--version']);
  const say = conversation('ko_KR');

  expect(await say('한결은행 입출금 잔액 알려 줘')).toMatchObject({
    messages: [{ content: '한결은행 입출금 계좌의 잔액은 1,250,000원이에요.' }, {}],
    sessionState: { dialogAction: { type: 'Close' }, intent: { name: 'CheckBalance', state: 'Fulfilled' } },
  });
  expect(await say('모아은행으로 2,000,000원 보내 줘')).toMatchObject({
    messages: [{ content: '방금 확인하신 한결은행 입출금 계좌에서 보낼까요? 잔액은 1,250,000원이에요.' }],
    sessionState: { dialogAction: { type: 'ElicitSlot', slotToElicit: 'UseLastAccount' } },
  });
  expect(await say('네')).toMatchObject({
    messages: [{}, { content: '1,250,000원까지 보낼 수 있어요. 얼마를 보낼까요?' }],
    sessionState: { dialogAction: { type: 'ElicitSlot', slotToElicit: 'Amount' } },
  });
  expect(await say('20만원')).toMatchObject({
    messages: [{ content: '한결은행 입출금 계좌에서 모아은행 저축 계좌로 200,000원을 보낼까요?' }],
    sessionState: { dialogAction: { type: 'ConfirmIntent' } },
  });
  expect(await say('네')).toMatchObject({
    messages: [{}, { content: '한결은행 입출금 계좌에 남은 돈은 1,050,000원이에요.' }],
    sessionState: { intent: { name: 'TransferMoney', state: 'Fulfilled' } },
  });
});

it('lets boto3 transfer, and see that it was done, in English', async context => {
  await needs(context, 'python3', ['-c', 'import boto3']);
  const { stdout } = await run('python3', ['-c', BOTO3, lex.url, JSON.stringify(lex.place('banking', 'en_US'))], {
    env: environment(),
  });
  expect(JSON.parse(stdout)).toEqual([
    ['ConfirmIntent', 'Shall I send 50,000 won from Saebeot Bank checking to Moa Bank savings?'],
    ['Close', 'Your Saebeot Bank checking account now holds 270,000 won.'],
    ['Close', '• Saebeot Bank checking → Moa Bank savings: 50,000 won'],
  ]);
});

/** As our service does, it sends back the session attributes, with the visitor and the message in them. */
function conversation(localeId: string): (text: string) => Promise<unknown> {
  const { botId, botAliasId } = lex.place('banking', localeId);
  let attributes: Readonly<Record<string, string>> = {};
  let count = 0;
  return async text => {
    const service = { 'lex-chat:visitor': 'aws-cli', 'lex-chat:message': `aws-cli-${++count}` };
    const options = {
      'bot-id': botId,
      'bot-alias-id': botAliasId,
      'locale-id': localeId,
      'session-id': 'aws-cli',
      'session-state': JSON.stringify({ sessionAttributes: { ...attributes, ...service } }),
      text,
      'endpoint-url': lex.url,
      region: 'us-east-1',
      output: 'json',
    };
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const { stdout } = await run('aws', ['lexv2-runtime', 'recognize-text', ...flags], { env: environment() });
    const answer = JSON.parse(stdout) as { sessionState: { sessionAttributes: Record<string, string> } };
    attributes = answer.sessionState.sessionAttributes;
    return answer;
  };
}

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

const BOTO3 = `
import boto3, json, sys
url, place = sys.argv[1:]
lex = boto3.client('lexv2-runtime', endpoint_url=url, region_name='us-east-1')
attributes, heard = {}, []
for count, text in enumerate(['send 50,000 won from Saebeot to Moa', 'yes', 'show my recent transfers']):
    attributes |= {'lex-chat:visitor': 'boto3', 'lex-chat:message': 'boto3-%d' % count}
    answer = lex.recognize_text(
        **json.loads(place), sessionId='boto3', text=text, sessionState={'sessionAttributes': attributes})
    attributes = answer['sessionState']['sessionAttributes']
    heard.append([answer['sessionState']['dialogAction']['type'], answer['messages'][-1]['content']])
print(json.dumps(heard))
`;
