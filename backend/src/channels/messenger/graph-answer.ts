import { isRecord, readJson } from '@lex-chat/protocol';
import { UpstreamError, type Cure } from '../../conversation/upstream-error.ts';
import { namedCause } from '../try-to-say.ts';

/** Codes of the Graph API that a new token or the app's settings mend: expired, revoked, without the permission. */
const FOR_OPERATOR: ReadonlySet<number> = new Set([3, 102, 190, 200, 230]);

/** Codes that pass by themselves: out of order for a moment, or too many calls of the app, the page, or to one person. */
const FOR_NOW: ReadonlySet<number> = new Set([1, 2, 4, 17, 32, 341, 368, 613, 1200, 80006]);

/**
 * What the Graph API means by an answer. What is left over concerns this one person or message: a person who cannot be reached,
 * or who last wrote more than a day ago.
 */
export function readGraphAnswer(status: number, _: Headers, body: string): UpstreamError | null {
  const answer = readJson(body);
  const error = isRecord(answer) ? answer['error'] : undefined;
  if (!isRecord(error)) {
    if (status === 200) return null;
    return new UpstreamError('messenger', {
      cause: namedCause(`Graph${status}`),
      cure: status >= 500 ? 'retry' : 'none',
    });
  }
  const { code, error_subcode: subcode } = error;
  const numbers = [code, subcode].filter(number => typeof number === 'number');
  return new UpstreamError('messenger', {
    cause: namedCause(`Graph${status}:${numbers.join('.')}`),
    cure: cureOf(status, typeof code === 'number' ? code : 0),
  });
}

function cureOf(status: number, code: number): Cure {
  if (FOR_OPERATOR.has(code)) return 'operator';
  return FOR_NOW.has(code) || status === 429 ? 'retry' : 'none';
}
