import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newMessageId, type Entry } from '@lex-chat/protocol';
import { citationsIn, PASSAGES_MAX_TOKENS, queryOf, quote } from './passages.ts';
import { estimateTokens } from '../estimate-tokens.ts';
import { buildPrompt } from './prompt.ts';
import { MODES } from './modes.ts';
import { converse, type ConversePorts } from '../turn/converse.ts';
import { harness, modelSaying, say } from '../fakes.ts';
import type { Knowledge, Passage, Prompt } from '../ports.ts';
import { UpstreamError } from '../upstream-error.ts';

const passage = (text: string, title = '배송'): Passage => ({ title, url: 'https://shop.example/delivery', text });

const said = (role: 'visitor' | 'assistant', text: string) => ({ role, text, id: newMessageId() }) as Entry;

describe('passages in a prompt', () => {
  it('stand between marks in front of the question, and not among the instructions', () => {
    const quoted = quote([passage('3,000원이에요.'), passage('사흘 걸려요.', '배송 › 기간')], 'passages-ab12')!;
    const { system, turns } = buildPrompt([said('visitor', '배송비는요?')], MODES.chat, 100, { quoted });
    expect(turns).toEqual([
      {
        role: 'visitor',
        text: '<passages-ab12>\n[1] 배송\n3,000원이에요.\n\n[2] 배송 › 기간\n사흘 걸려요.\n</passages-ab12>\n\n배송비는요?',
      },
    ]);
    expect(system).toContain('Between <passages-ab12> and </passages-ab12> stand passages');
    expect(system).not.toContain('3,000원');
  });

  it('are under another mark each time, and none where nothing was found', () => {
    expect(quote([])).toBeUndefined();
    expect(quote([passage('  ')])).toBeUndefined();
    const marks = Array.from({ length: 50 }, () => quote([passage('a')])!.text.split('\n')[0]);
    expect(new Set(marks).size).toBe(50);
  });

  it('take no more than their tokens, however long they are', () => {
    const texts = fc.array(fc.string({ maxLength: 5_000, unit: fc.constantFrom('가', 'a', ' ', '.', '\n', '😀') }), {
      maxLength: 9,
    });
    for (const worst of ['😀', '뷁', '{', '가 '])
      expect(
        estimateTokens(quote(Array<Passage>(4).fill(passage(worst.repeat(2_000), worst.repeat(300))))!.text),
      ).toBeLessThanOrEqual(PASSAGES_MAX_TOKENS);
    fc.assert(
      fc.property(texts, texts => {
        const quoted = quote(texts.map(text => passage(text)));
        if (!quoted) return;
        expect(estimateTokens(quoted.text)).toBeLessThanOrEqual(PASSAGES_MAX_TOKENS);
        expect(quoted.passages.length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('are looked for by the question, with the one before it where it says little', () => {
    const before = [said('visitor', '배송비는 얼마예요?'), said('assistant', '3,000원이에요.')];
    expect(queryOf([...before, said('visitor', '제주는요?')])).toBe('배송비는 얼마예요?\n제주는요?');
    expect(queryOf([...before, said('visitor', '반품은 어떻게 하면 되나요?')])).toBe('반품은 어떻게 하면 되나요?');
    expect(queryOf([said('visitor', '가'.repeat(3_000))])).toHaveLength(1_000);
  });

  it('are cited where the answer points to them, each once', () => {
    const quoted = quote([passage('a', 'one'), passage('b', 'two'), passage('c', 'three')]);
    expect(citationsIn('Yes [3]. And [1][3], not [7], [x] or [2', quoted)).toEqual([
      { kind: 'citation', number: 1, title: 'one', url: 'https://shop.example/delivery' },
      { kind: 'citation', number: 3, title: 'three', url: 'https://shop.example/delivery' },
    ]);
    expect(citationsIn('[1]', undefined)).toEqual([]);
  });
});

describe('a turn with knowledge', () => {
  async function ask(knowledge: Knowledge, text = '배송비는 얼마예요?', mode?: 'translate') {
    const prompts: Prompt[] = [];
    const reported: string[] = [];
    const answering = modelSaying('3,000원', '이에요 [1].');
    const ports = harness();
    const message = await say(ports, 'c1', { text, ...(mode && { mode }) });
    const given: ConversePorts = {
      ...ports,
      knowledge,
      model: { name: 'fake', stream: (prompt, signal) => (prompts.push(prompt), answering.stream(prompt, signal)) },
      report: ({ event }) => void reported.push(event),
    };
    const turn = {
      conversationId: 'c1',
      dialogueId: 'c1',
      message,
      attempt: 1,
      leaseUntil: Infinity,
      sessionAttributes: {},
    };
    const told = [];
    for await (const one of converse(turn, given, new AbortController().signal)) told.push(one);
    return { prompts, reported, told };
  }

  it('tells the model what was found, and the visitor what the answer rests on', async () => {
    const { prompts, told } = await ask({ find: async () => [passage('3,000원이에요.')] });
    expect(prompts[0]!.turns[0]!.text).toContain('[1] 배송\n3,000원이에요.');
    expect(told.slice(-2)).toMatchObject([
      { type: 'reply-part', index: 0, part: { kind: 'citation', number: 1, title: '배송' } },
      { type: 'reply-end', length: '3,000원이에요 [1].'.length, parts: 1 },
    ]);
  });

  it('goes on without where it cannot be had', async () => {
    const down = async () => {
      throw new UpstreamError('knowledge', { cause: 'down' });
    };
    const { prompts, reported, told } = await ask({ find: down });
    expect(reported).toContain('knowledge-unavailable');
    expect(prompts[0]!.turns).toEqual([{ role: 'visitor', text: '배송비는 얼마예요?' }]);
    expect(told.at(-1)).toMatchObject({ type: 'reply-end', reason: 'complete', parts: 0 });
  });

  it('looks for nothing where the text is only worked on', async () => {
    let looked = 0;
    const { prompts } = await ask({ find: async () => (looked++, [passage('a')]) }, '안녕하세요', 'translate');
    expect(looked).toBe(0);
    expect(prompts[0]!.turns).toEqual([{ role: 'visitor', text: '안녕하세요' }]);
  });
});
