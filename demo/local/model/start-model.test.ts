import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { MODES } from '@lex-chat/backend/conversation/model/modes';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModel, type Model } from './start-model.ts';

const SIGNATURE = '(데모용 모델이 이 사이트의 글에서 찾아 답했어요.)';
const pages = fileURLToPath(new URL('../../site', import.meta.url));
const modelId = 'apac.anthropic.claude-any:0';
let model: Model;

beforeAll(async () => {
  model = await startModel({ pages, pace: { firstTokenMs: 0, tokensPerSecond: 10_000 } });
});

afterAll(() => model.close());

describe('over the real Bedrock client', () => {
  it('streams an answer from the site in many deltas, with its end mark and usage', async () => {
    const events = await stream(model, '배송비는 얼마예요?');
    const deltas = events.flatMap(event => event.contentBlockDelta?.delta?.text ?? []);

    expect(deltas.length).toBeGreaterThan(20);
    expect(deltas.join('')).toContain('30,000원 이상 사시면 배송비가 무료이고');
    expect(deltas.join('').endsWith(SIGNATURE)).toBe(true);
    expect(events.at(-2)?.messageStop?.stopReason).toBe('end_turn');
    expect(events.at(-1)?.metadata?.usage?.outputTokens).toBe(deltas.length);
  });

  it('answers in English what was asked in English', async () => {
    expect(await converse('Is there parking?')).toContain('public car park three minutes away');
  });

  it('says so when the site says nothing about it, and what can be asked', async () => {
    const answer = await converse('Tell me about quantum physics');
    expect(answer).toContain('this site’s pages say nothing about that');
    expect(answer).toContain('Opening hours');
    expect(answer).toContain('I am a demo model and know only what is on this site’s pages.');
    expect(await converse('영어로 말해 줘')).not.toContain('찾아 답했어요');
  });

  it.each(['안녕하세요', '안녕!', 'hello', 'Hi there'])(
    'returns a greeting, and says what can be asked: %s',
    async text => {
      const answer = await converse(text);
      expect(answer).toMatch(/^(안녕하세요!|Hello)/);
      expect(answer).toContain('\n- **');
      expect(answer).not.toMatch(/죄송|sorry|영어로/);
    },
  );

  it.each(['고마워', '정말 감사합니다!', 'thanks', 'Thank you so much.', '안녕히 계세요', 'bye'])(
    'answers a courtesy in one sentence: %s',
    async text => {
      const answer = await converse('주차 되나요?', '네, 돼요.', text);
      expect(answer).toMatch(/^(천만에요|안녕히|You are welcome|Goodbye)/);
      expect(answer).not.toContain('\n');
    },
  );

  it('answers the question behind a greeting', async () => {
    expect(await converse('안녕하세요, 주차할 수 있나요?')).toMatch(/^### 주차/);
    expect(await converse('Thanks, and is there parking?')).toContain('car park');
  });

  it('offers the bank’s own subjects at the bank, not what to say to the chat', async () => {
    const [greeted, unknown] = await Promise.all([atBank('안녕하세요'), atBank('Tell me about quantum physics')]);
    expect(greeted).toContain('잔액을 묻거나 이체를 부탁하셔도 되고');
    expect(greeted).toContain('연습용 계좌');
    expect(greeted).not.toContain('이렇게 말해 보세요');
    expect(unknown).toContain('Practice accounts');
    expect(unknown).not.toContain('What you can say');
  });

  it('answers the last message, in the light of those before it', async () => {
    expect(await converse('배송은 얼마나 걸려요?', '네, 알려 드릴게요.', '제주는요?')).toContain('나흘쯤');
    expect(await converse('배송은 얼마나 걸려요?', '이틀이요.', '주차할 수 있나요?')).toMatch(/^### 주차\n\n/);
    expect(await converse('배송은 얼마나 걸려요?', '이틀이요.', '환불은 언제 되나요?')).toMatch(/^### 환불\n\n/);
  });

  it.each([
    '배송비는 얼마예요?',
    '제본 수업 예약하고 싶어요',
    '양자역학을 설명해 줘',
    'What does the ink cost?',
    'Help!',
  ])('writes Markdown with lists, and no marks but its own: %s', async question => {
    const lines = (await converse(question)).split('\n');
    const words = lines.map(line => line.replace(/^(?:### |- )/, '').replace(/^\*\*([^*]+)\*\*/, '$1'));
    expect(words.filter(line => /[*_`#>]|^\s*[-+]\s/.test(line))).toEqual([]);
    expect(lines.some(line => line.startsWith('- '))).toBe(true);
  });

  it.each(Object.values(MODES).filter(({ name }) => name !== 'chat'))(
    'says that it can only chat, asked for $name',
    async ({ name, instructions }) => {
      const texts = ['배송비는 얼마 에요?', 'How much are delivery?'] as const;
      const [korean, english] = await Promise.all(
        texts.map(text => converseAs(`You are helpful.\n${instructions}`, [text])),
      );
      expect(korean).toMatch(/^저는 데모용 모델이라 \S.* 못 해요\. 배포하면/);
      expect(english).toMatch(/^I am a demo model and cannot \S/);
      for (const said of [korean, english]) expect(said).toContain(name);
    },
  );

  it('answers where the instructions are to chat', async () => {
    expect(await converseAs(MODES.chat.instructions, ['배송비는 얼마예요?'])).toContain(SIGNATURE);
  });

  it('says what it is told to while it is told to, in pieces of that length', async () => {
    model.direct({ answer: ({ question }) => `${question}라니요?`, pieces: 3 });
    const events = await stream(model, '배송비');
    model.direct(null);
    expect(events.flatMap(event => event.contentBlockDelta?.delta?.text ?? [])).toEqual(['배송비', '라니요', '?']);
    expect(await converse('배송비는 얼마예요?')).toContain(SIGNATURE);
  });

  it('stops at the token cap, and says that it did', async () => {
    const events = await stream(model, '배송비는 얼마예요?', 5);
    expect(events.filter(event => event.contentBlockDelta)).toHaveLength(5);
    expect(events.at(-2)?.messageStop?.stopReason).toBe('max_tokens');
  });

  it('takes its time over an answer, as models do', async () => {
    const pace = { firstTokenMs: 60, tokensPerSecond: 200 };
    const slow = await startModel({ pages, pace });
    const begun = performance.now();
    const events = await stream(slow, '주차할 수 있나요?');
    await slow.close();
    expect(performance.now() - begun).toBeGreaterThan(60 + (events.length - 1) * 5 * 0.9);
  });
});

describe('over OpenAI’s chat completions', () => {
  it('gives the same answer, whole or streamed', async () => {
    const whole = (await (await complete({ stream: false })).json()) as Completion;
    const chunks = (await (await complete({ stream: true })).text()).match(/(?<=^data: )\{.*$/gm)!;
    const streamed = chunks.map(chunk => (JSON.parse(chunk) as Chunk).choices[0]?.delta?.content ?? '').join('');

    expect(whole.choices[0]?.message.content).toContain('14일 안에');
    expect(streamed).toBe(whole.choices[0]?.message.content);
    expect(whole.usage.completion_tokens).toBeGreaterThan(20);
  });
});

it('goes on answering after requests that make no sense', async () => {
  const paths = ['/model/x/converse-stream', '/model/x/converse', '/v1/chat/completions', '/nothing'];
  const bodies = ['', '{', 'null', '[]', '{"messages":7}', '{"messages":[null]}', '{"messages":[{"role":"user"}]}'];
  for (const path of paths) {
    for (const body of [...bodies, '{"messages":[]}', '{"messages":[{"role":"user","content":[{"image":{}}]}]}']) {
      await (await fetch(model.url + path, { method: 'POST', body })).arrayBuffer();
    }
  }
  expect(await converse('Is there parking?')).toContain('car park');
});

it('closes at once, even while an answer is on its way', async () => {
  const slow = await startModel({ pages, pace: { firstTokenMs: 0, tokensPerSecond: 0.1 } });
  const broken = stream(slow, '주차할 수 있나요?').then(
    () => 'whole',
    () => 'broken',
  );
  await expect.poll(() => slow.requests.length).toBe(1);
  await slow.close();
  expect(await broken).toBe('broken');
});

it('counts what it was asked without keeping any of it', async () => {
  await converse('비밀이에요', '네?', '주차 되나요?');
  expect(model.requests.at(-1)).toEqual({
    // With the system's.
    messages: 4,
    inputTokens: expect.any(Number) as number,
    outputTokens: expect.any(Number) as number,
    maxTokens: null,
  });
});

interface Completion {
  readonly choices: readonly { readonly message: { readonly content: string } }[];
  readonly usage: { readonly completion_tokens: number };
}

interface Chunk {
  readonly choices: readonly { readonly delta?: { readonly content?: string } }[];
}

function clientOf({ url }: Model): BedrockRuntimeClient {
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  return new BedrockRuntimeClient({
    region: 'ap-northeast-2',
    endpoint: url,
    credentials,
    requestHandler: new NodeHttpHandler(),
  });
}

async function stream(from: Model, text: string, maxTokens = 1_000) {
  const messages = [{ role: 'user' as const, content: [{ text }] }];
  const command = new ConverseStreamCommand({ modelId, messages, inferenceConfig: { maxTokens } });
  const events = [];
  for await (const event of (await clientOf(from).send(command)).stream!) events.push(event);
  return events;
}

/** What the visitor and the assistant said in turn, the visitor first and last. */
function converse(...said: readonly string[]): Promise<string> {
  return converseAs('You are helpful.', said);
}

function atBank(said: string): Promise<string> {
  return converseAs('You are the assistant of Hangyeol Bank.', [said]);
}

async function converseAs(system: string, said: readonly string[]): Promise<string> {
  const messages = said.map((text, i) => ({
    role: i % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content: [{ text }],
  }));
  const command = new ConverseCommand({ modelId, system: [{ text: system }], messages });
  const { output } = await clientOf(model).send(command);
  return output?.message?.content?.[0]?.text ?? '';
}

function complete({ stream }: { readonly stream: boolean }): Promise<Response> {
  const messages = [
    { role: 'system', content: '친절하게 답해 주세요.' },
    { role: 'user', content: '반품하고 싶어요' },
  ];
  return fetch(`${model.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer laptop' },
    body: JSON.stringify({ model: 'gpt-any', messages, stream }),
  });
}
