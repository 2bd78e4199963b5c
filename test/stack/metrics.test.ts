import { METRICS, METRIC_NAMESPACE } from '@lex-chat/backend/functions/metrics';
import { isRecord, newMessageId, readJson } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { UNHURRIED, useStack } from './stack.ts';
import { openVisitor } from './visitor.ts';

// Alone on its stack: nobody else's turns are counted.
const running = useStack({ limits: { ...UNHURRIED, MODEL_INPUT_PRICE: '1', MODEL_OUTPUT_PRICE: '5' } });

const lines = () => running.log.map(readJson).filter(isRecord);

/** The sum of a metric, as CloudWatch reads it out of the log. */
const sumOf = (name: string) =>
  lines()
    .filter(line => '_aws' in line)
    .flatMap(line => line[name] ?? [])
    .reduce<number>((sum, value) => sum + Number(value), 0);

it('writes one line for each turn: who answered, how long it took, tokens and cost; and the metrics of all', async () => {
  const visitor = await openVisitor(running.stack.url);
  const socket = await visitor.connect();
  for (const text of ['배송은 얼마나 걸리나요? 제주도도 되나요?', '안녕']) {
    const messageId = newMessageId();
    socket.say({ type: 'message-send', messageId, text });
    await socket.hear('reply-end', ({ replyId }) => replyId.startsWith(messageId));
  }
  await expect.poll(() => sumOf('Turns')).toBe(2);
  const turns = lines().filter(({ message }) => message === 'turn-finished');
  const { inputTokens, outputTokens } = running.stack.model.requests[0]!;
  const cost = (inputTokens + 5 * outputTokens) / 1e6;
  expect(turns).toMatchObject([
    { answeredBy: 'model', reason: 'complete', inputTokens, outputTokens, cost },
    { answeredBy: 'intent', reason: 'complete' },
  ]);
  for (const turn of turns) {
    expect(turn['function_request_id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(turn['firstShownMs']).toBeLessThanOrEqual(turn['wholeMs'] as number);
  }
  expect(lines().filter(({ message }) => message === 'routed')).toMatchObject([{ to: 'model' }, { to: 'intent' }]);

  const counted = ['AnsweredByIntent', 'AnsweredByModel', 'Fallbacks', 'SocketsOpened', 'FailedTurns', 'RateLimited'];
  expect(counted.map(sumOf)).toEqual([1, 1, 1, 1, 0, 0]);
  expect([sumOf('InputTokens'), sumOf('OutputTokens'), sumOf('Cost')]).toEqual([inputTokens, outputTokens, cost]);
  socket.close();
});

it('measures nothing but what is listed, in its unit, under one namespace', () => {
  const directives = lines().flatMap(({ _aws }) => (isRecord(_aws) ? (_aws['CloudWatchMetrics'] as object[]) : []));
  expect(directives.length).toBeGreaterThan(0);
  for (const directive of directives as { Namespace: string; Metrics: { Name: string; Unit: string }[] }[]) {
    expect(directive.Namespace).toBe(METRIC_NAMESPACE);
    for (const { Name, Unit } of directive.Metrics) expect(METRICS).toHaveProperty(Name, Unit);
  }
});
