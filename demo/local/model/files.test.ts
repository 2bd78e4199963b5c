import { BedrockRuntimeClient, ConverseCommand, type ContentBlock } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModel, type Model } from './start-model.ts';

let model: Model;
let bedrock: BedrockRuntimeClient;
beforeAll(async () => {
  const pages = fileURLToPath(new URL('../../site', import.meta.url));
  model = await startModel({ pages, pace: { firstTokenMs: 0, tokensPerSecond: 10_000 } });
  bedrock = new BedrockRuntimeClient({
    endpoint: model.url,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });
});
afterAll(async () => {
  bedrock.destroy();
  await model.close();
});

async function ask(...turns: readonly (readonly ContentBlock[])[]): Promise<string> {
  const messages = turns.map((content, i) => ({
    role: i % 2 ? ('assistant' as const) : ('user' as const),
    content: [...content],
  }));
  const { output } = await bedrock.send(new ConverseCommand({ modelId: 'any', messages }));
  return output?.message?.content?.[0]?.text ?? '';
}
function file(name: string, format: 'csv' | 'md' | 'txt' | 'pdf', text: string): ContentBlock {
  return { document: { name, format, source: { bytes: Buffer.from(text) } } };
}
const SALES = '월,금액\n1월,"1,200"\n2월,800\n';
const LINE = '[file-1: "매출.csv", 40 bytes.]\n';

describe('a demo model that is shown a file', () => {
  it('counts a table and quotes its headings', async () => {
    const answer = await ask([file('file-1', 'csv', SALES), { text: `${LINE}이 파일 요약해 줘` }]);
    expect(answer).toContain('‘매출.csv’ 파일은 2행 2열의 표예요. 열 제목은 ‘월’, ‘금액’이에요.');
  });

  it('adds up the column that a later question names', async () => {
    const first = [file('file-1', 'csv', SALES), { text: `${LINE}이 파일 요약해 줘` }];
    expect(await ask(first, [{ text: '표예요.' }], [{ text: '금액을 다 더하면 얼마야?' }])).toContain(
      '합계는 2,000이에요',
    );
    expect(await ask(first, [{ text: '표예요.' }], [{ text: '배송비는 얼마예요?' }]), 'about no file').toContain(
      '배송비',
    );
  });

  it.each([
    ['이 파일 합계 알려 줘', '‘금액’ 열은 값이 2개이고 합계는 2,000이에요'],
    ['다 더하면 얼마야?', '합계는 2,000이에요'],
    ['what is the sum of the column?', 'The column “금액” of “매출.csv” has 2 values, which come to 2,000'],
    ['How much does it come to in total?', 'which come to 2,000'],
  ])('adds up the only column of numbers where none is named: %s', async (question, told) => {
    expect(await ask([file('file-1', 'csv', `${SALES},\n`), { text: `${LINE}${question}` }])).toContain(told);
    const before = [file('file-1', 'csv', SALES), { text: `${LINE}이 파일 요약해 줘` }];
    expect(await ask(before, [{ text: '표예요.' }], [{ text: question }]), 'later').toContain(told);
  });

  it('takes none of several columns of numbers', async () => {
    const two = '월,금액,개수\n1월,1200,3\n2월,800,4\n';
    const answer = await ask([file('file-1', 'csv', two), { text: `${LINE}합계 알려 줘` }]);
    expect(answer).toContain('2행 3열의 표예요. 열 제목은 ‘월’, ‘금액’, ‘개수’');
  });

  it('quotes the headings of Markdown and the beginning of a text', async () => {
    const line = '[file-1: "notes.md", 40 bytes.]\n';
    const answer = await ask([file('file-1', 'md', '# One\nx\n## Two\n'), { text: `${line}summarise` }]);
    expect(answer).toContain('“notes.md” has 3 lines of text. Its headings:\n\n- One\n- Two');
    const text = await ask([file('file-1', 'txt', 'first\nsecond\nthird'), { text: `${line}summarise` }]);
    expect(text).toContain('It begins:\n\n- first\n- second\n\n');
  });

  it('does not make up what it cannot read, and says of an excerpt that it is one', async () => {
    const pdf = '[file-1: "a.pdf", 5 bytes.]\n';
    expect(await ask([file('file-1', 'pdf', '%PDF-'), { text: `${pdf}what is it?` }])).toContain('I got “a.pdf”, but');
    const note = LINE.replace(
      '.]',
      '. Only an excerpt of it is shown. Counted over the whole file: 900 rows under the headings]',
    );
    const answer = await ask([file('file-1', 'csv', SALES), { text: `${note}이 파일 요약해 줘` }]);
    expect(answer).toMatch(/900행.*일부만 읽었어요/);
  });
});

describe('what Bedrock refuses of files', () => {
  const question = { text: 'hi' };
  it.each<[string, readonly ContentBlock[]]>([
    ['a name with a dot', [file('a.csv', 'csv', 'x'), question]],
    ['a name with two blanks', [file('a  b', 'csv', 'x'), question]],
    ['the same name twice', [file('a', 'csv', 'x'), file('a', 'md', 'y'), question]],
    ['six documents', [...['a', 'b', 'c', 'd', 'e', 'f'].map(name => file(name, 'csv', 'x')), question]],
    ['a document without a text', [file('a', 'csv', 'x')]],
    ['an empty document', [file('a', 'csv', ''), question]],
    ['a document that is too large', [file('a', 'pdf', 'x'.repeat(4.5 * 1_024 * 1_024 + 1)), question]],
  ])('is refused: %s', async (_, content) => {
    await expect(ask(content)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
