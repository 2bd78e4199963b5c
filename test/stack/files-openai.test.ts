import { pdf, png, SALES_CSV } from '@lex-chat/backend/conversation/files/fakes';
import { expect, it } from 'vitest';
import { attach, offer } from './attach.ts';
import { UNHURRIED, useStack } from './stack.ts';
import { openVisitor, problem } from './visitor.ts';

const running = useStack({
  protocol: 'openai',
  limits: {
    ...UNHURRIED,
    VISITOR_MESSAGES_AT_ONCE: '4',
    VISITOR_MESSAGES_PER_MINUTE: '1',
    VISITOR_UPLOAD_MEGABYTES_PER_DAY: '4',
  },
});

it('reads a table, and shows a picture and a PDF, over OpenAI’s protocol too [P10.7]', async () => {
  const one = await openVisitor(running.stack.url);
  const files = [
    ['매출.csv', SALES_CSV],
    ['p.png', png()],
    ['a.pdf', pdf()],
  ] as const;
  const receipts = await Promise.all(files.map(async ([name, bytes]) => (await attach(one, name, bytes)).receipt));
  const bodies: string[] = [];
  const stop = running.stack.model.overhear(({ body }) => void bodies.push(body));
  const { msg } = await one.ask('이 파일들 요약해 줘', { uploads: receipts });
  stop();
  expect(msg).toContain('‘매출.csv’ 파일은 3행 3열의 표예요');
  expect(bodies[0]).toContain('"image_url":{"url":"data:image/png;base64,');
  expect(bodies[0]).toContain('"file_data":"data:application/pdf;base64,');
});

it('offers nothing that could not be shown to the model [P10.1]', async () => {
  const one = await openVisitor(running.stack.url);
  expect(one.session.features).not.toContain('upload:docx');
  const refused = await one.call('POST', '/uploads', { name: 'a.docx', size: 5 });
  expect(await problem(refused)).toMatchObject({ status: 415, code: 'file-type-refused' });
});

it('counts files and their bytes, and refuses one too many [P10.1] [R41]', async () => {
  const [one, another] = [await openVisitor(running.stack.url), await openVisitor(running.stack.url)];
  await offer(one, 'a.txt', 4_000_000);
  const tooMuch = await problem(await one.call('POST', '/uploads', { name: 'b.txt', size: 1 }));
  expect(tooMuch).toMatchObject({ status: 429, code: 'rate-limited' });
  for (let i = 0; i < 4; i++) await offer(another, 'a.txt', 5);
  const tooMany = await problem(await another.call('POST', '/uploads', { name: 'b.txt', size: 1 }));
  expect(tooMany).toMatchObject({ status: 429, code: 'rate-limited', retryAfterMs: 60_000 });
});
