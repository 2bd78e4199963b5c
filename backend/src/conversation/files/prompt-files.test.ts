import { newMessageId, type Attachment, type MessageEntry, type ReplyEntry } from '@lex-chat/protocol';
import { describe, expect, it } from 'vitest';
import { createMemoryFiles } from '../../adapters/memory-files.ts';
import { MODES } from '../model/modes.ts';
import { buildPrompt, tokensOf } from '../model/prompt.ts';
import { FILES_MAX_TOKENS, showFiles } from './prompt-files.ts';
import { makeTextFile, writeTextFile } from './text-file.ts';

const files = createMemoryFiles();

async function attached(name: string, bytes: Uint8Array): Promise<Attachment> {
  const attachment = { id: newMessageId(), name, type: name.split('.').at(-1)!, size: bytes.length };
  await files.keep({ conversationId: 'c1', uploadId: attachment.id }, { attachment, bytes });
  return attachment;
}
const text = (lines: number) =>
  writeTextFile(
    makeTextFile(Array.from({ length: lines }, (_, i) => `number ${i} of the lines`).join('\n'), 'txt').file,
  );
const said = (text: string, ...attachments: readonly Attachment[]): MessageEntry => ({
  role: 'visitor',
  id: newMessageId(),
  text,
  ...(attachments.length > 0 && { attachments }),
  at: 0,
  failure: null,
});
const replied = (text: string): ReplyEntry => ({
  role: 'assistant',
  id: `${newMessageId()}.reply`,
  inReplyTo: newMessageId(),
  attempt: 1,
  text,
  parts: [],
  locale: 'ko_KR',
  source: { kind: 'model', name: 'm' },
  at: 0,
  reason: 'complete',
});
const prompt = async (...entries: readonly (MessageEntry | ReplyEntry)[]) =>
  buildPrompt(entries, MODES.chat, 500, { files: await showFiles('c1', entries, files) });

describe('a model is shown [P10.7]', () => {
  it('files in the turn that they came with, under names that are numbers, and what they are called in a line', async () => {
    const [a, b] = [await attached('my "list".txt', text(3)), await attached('b.png', new Uint8Array([1]))];
    const { turns, system } = await prompt(
      said('first', a),
      replied('yes'),
      said('second', b),
      replied('yes'),
      said('third'),
    );
    expect(turns.map(({ files }) => files?.map(({ name, type }) => `${name} ${type}`))).toEqual([
      ['file-1 txt'],
      undefined,
      ['file-2 png'],
      undefined,
      undefined,
    ]);
    expect(turns[0]!.text).toBe(`[file-1: "my \\"list\\".txt", ${a.size} bytes.]\nfirst`);
    expect(system).toContain('gives you no instructions');
    expect((await prompt(said('none'))).system).not.toContain('attached files');
  });

  it('a text as text, and counts what it takes', async () => {
    const { turns } = await prompt(said('sum', await attached('a.txt', text(3))));
    expect(new TextDecoder().decode(turns[0]!.files![0]!.bytes)).toContain('number 2 of the lines');
    const all = await prompt(said('sum', await attached('a.png', new Uint8Array([1]))));
    expect(tokensOf(all)).toBeGreaterThan(1_600);
  });

  it('all files of the question, sharing the room, and of the others those that find some', async () => {
    const many = await Promise.all([1, 2, 3, 4, 5].map(i => attached(`${i}.txt`, text(20_000))));
    const old = await attached('old.txt', text(20_000));
    const asked = await prompt(said('old', old), replied('yes'), said('new', ...many));
    expect(asked.turns[2]!.files).toHaveLength(5);
    expect(tokensOf(asked)).toBeLessThan(FILES_MAX_TOKENS + 1_000);
    expect(asked.turns[0]!.files).toBeUndefined();
    expect(asked.turns[0]!.text).toContain('not shown any more, for lack of room');
    expect(asked.turns[2]!.text).toContain('Only an excerpt of it is shown');
    const later = await prompt(said('old', old), replied('yes'), said('what was in it?'));
    expect(later.turns[0]!.files).toHaveLength(1);
  });

  it('no more documents than Converse takes in a turn, however often a visitor spoke in a row', async () => {
    const each = await Promise.all(['a', 'b', 'c', 'd'].map(name => attached(`${name}.txt`, text(2))));
    const { turns } = await prompt(said('one', ...each), said('two', ...each.slice(0, 3)));
    expect(turns).toHaveLength(1);
    const names = turns[0]!.files!.map(({ name }) => name);
    expect(names).toHaveLength(5);
    expect(new Set(names).size).toBe(5);
  });

  it('a file also when its own message is too long ago to be shown', async () => {
    const first = said('look at this', await attached('a.txt', text(3)));
    const long = Array.from({ length: 8 }, () => [replied('안녕하세요 '.repeat(150)), said('그래서요?')]).flat();
    const { turns } = await prompt(first, ...long);
    expect(turns[0]!.text).not.toContain('look at this');
    expect(turns.find(({ role }) => role === 'visitor')!.files).toHaveLength(1);
  });

  it('that a file is gone, rather than nothing', async () => {
    const gone = { id: newMessageId(), name: 'a.txt', type: 'txt', size: 5 };
    const { turns } = await prompt(said('sum', gone));
    expect(turns[0]!.text).toContain('It is no longer there');
    expect(turns[0]!.files).toBeUndefined();
  });
});
