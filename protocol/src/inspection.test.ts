import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseInspection, type Inspection } from './inspection.ts';

const WHOLE: Inspection = {
  messageId: '0198c0de-0000-7000-8000-000000000001',
  route: { to: 'intent', because: 'HelloWorld' },
  lex: {
    interpretations: [
      { intent: 'HelloWorld', confidence: 0.83, state: 'InProgress' },
      { intent: 'FallbackIntent', confidence: null, state: null },
    ],
    slots: { Name: '민수', Tea: null },
    contexts: [{ name: 'greeted', turns: 5, seconds: 90 }],
    action: 'ElicitSlot',
    slot: 'Tea',
  },
  reason: 'complete',
  waitedMs: 3,
  lexMs: 120,
  firstShownMs: 130,
  wholeMs: 150,
  usage: { input: 300, output: 40 },
};
const LITTLE: Inspection = {
  ...WHOLE,
  route: null,
  lex: null,
  reason: 'unavailable',
  lexMs: null,
  firstShownMs: null,
  usage: null,
};

it('reads back whatever a service tells of a turn', () => {
  for (const told of [WHOLE, LITTLE]) expect(parseInspection(JSON.parse(JSON.stringify(told)))).toEqual(told);
});

it('never throws, and takes what is no inspection for none', () => {
  fc.assert(fc.property(fc.jsonValue(), value => parseInspection(value) === undefined));
  const spoilt = fc
    .constantFrom(...Object.keys(WHOLE))
    .chain(name => fc.jsonValue().map(value => ({ ...WHOLE, [name]: value })));
  fc.assert(
    fc.property(spoilt, value => {
      const read = parseInspection(value);
      if (read) expect(Object.keys(read).toSorted()).toEqual(Object.keys(WHOLE).toSorted());
    }),
  );
});
