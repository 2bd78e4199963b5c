import type { RecognizeTextCommandOutput } from '@aws-sdk/client-lex-runtime-v2';
import { expect, it } from 'vitest';
import { inspectLex } from './lex-inspection.ts';

it('tells interpretations with confidence and slots, contexts, and what Lex does next', () => {
  const answer: Pick<RecognizeTextCommandOutput, 'sessionState' | 'interpretations'> = {
    sessionState: {
      dialogAction: { type: 'ElicitSlot', slotToElicit: 'Tea' },
      activeContexts: [
        {
          name: 'greeted',
          timeToLive: { turnsToLive: 5, timeToLiveInSeconds: 90 },
          contextAttributes: { secret: 'x' },
        },
      ],
    },
    interpretations: [
      {
        nluConfidence: { score: 0.83 },
        intent: {
          name: 'OrderTea',
          state: 'InProgress',
          slots: {
            Name: { value: { originalValue: '민수요', interpretedValue: '민수' } },
            Days: {
              shape: 'List',
              values: [{ value: { interpretedValue: '월' } }, { value: { interpretedValue: '화' } }],
            },
            Tea: null as never,
          },
        },
      },
      { intent: { name: 'FallbackIntent' } },
    ],
  };
  expect(inspectLex(answer)).toEqual({
    interpretations: [
      {
        intent: 'OrderTea',
        confidence: 0.83,
        state: 'InProgress',
      },
      { intent: 'FallbackIntent', confidence: null, state: null },
    ],
    slots: { Name: '민수', Days: '월, 화', Tea: null },
    contexts: [{ name: 'greeted', turns: 5, seconds: 90 }],
    action: 'ElicitSlot',
    slot: 'Tea',
  });
});

it('fits into a frame, however much Lex has read', () => {
  const slots = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [
      `Slot${index}${'x'.repeat(90)}`,
      { value: { originalValue: '', interpretedValue: '가'.repeat(1_024) } },
    ]),
  );
  const interpretations = Array.from({ length: 5 }, () => ({ intent: { name: 'A'.repeat(100), slots } }));
  const told = inspectLex({ sessionState: undefined, interpretations });
  expect(Buffer.byteLength(JSON.stringify(told))).toBeLessThan(28 * 1_024);
});

it('makes do with an answer that says nothing', () => {
  expect(inspectLex({ sessionState: undefined, interpretations: undefined })).toEqual({
    interpretations: [],
    slots: {},
    contexts: [],
    action: null,
    slot: null,
  });
});
