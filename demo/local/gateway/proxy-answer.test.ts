import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseProxyAnswer } from './proxy-answer.ts';

it('never throws, whatever a function answers, and finds only what can be sent', () => {
  const anything = fc.anything({ withNullPrototype: true, withSparseArray: true });
  const nearly = fc.record(
    {
      statusCode: fc.oneof(fc.integer({ min: 0, max: 700 }), anything),
      headers: fc.oneof(fc.dictionary(fc.string(), fc.string()), anything),
      multiValueHeaders: fc.oneof(fc.dictionary(fc.string(), fc.array(fc.string())), anything),
      body: fc.oneof(fc.string(), anything),
      isBase64Encoded: fc.oneof(fc.boolean(), anything),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(anything, nearly), answer => {
      const parsed = parseProxyAnswer(answer);
      if (parsed) expect(() => new Response(null, { status: parsed.status })).not.toThrow();
    }),
  );
});

it('decodes a body in base64', () => {
  const answer = { statusCode: 200, body: Buffer.from('안녕').toString('base64'), isBase64Encoded: true };
  expect(parseProxyAnswer(answer)?.body.toString()).toBe('안녕');
});

it('keeps the length and the connection of an answer to itself', () => {
  const headers = { 'Content-Length': '5', Connection: 'close', 'X-Kept': true };
  expect(parseProxyAnswer({ statusCode: 200, headers })?.headers).toEqual({ 'x-kept': ['true'] });
});
