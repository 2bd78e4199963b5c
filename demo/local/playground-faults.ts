import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { isRecord, readJson } from '@lex-chat/protocol';
import type { Call } from './faults/fault.ts';
import { isWrite, dynamoThrottles, lexRefuses, MODEL_REFUSALS, modelRefuses } from './faults/refusals.ts';
import { modelSays } from './faults/model-streams.ts';
import type { Faults } from './faults/switchboard.ts';
import { readBody } from './gateway/read-body.ts';
import type { Language } from './model/passage.ts';
import { readQuestion } from './model/read-question.ts';
import { sendJson } from './gateway/send-json.ts';

/** How long a slow model thinks before it says a word, in milliseconds. */
const SLOW_MS = 5_000;

/** What the playground can break behind the functions, by the names that its page has for it. */
const SET: Readonly<Record<string, (faults: Faults) => unknown>> = {
  none: () => undefined,
  'lex-fails': ({ lex }) => lex.set(lexRefuses('InternalServerException')),
  'lex-hangs': ({ lex }) => lex.set({ does: 'hang' }),
  'model-slow': ({ model }) => model.set(() => ({ does: 'hold', until: wait(SLOW_MS, undefined, { ref: false }) })),
  'model-fails': ({ model }) => model.set(modelRefuses(MODEL_REFUSALS.overloaded)),
  'model-breaks-off': ({ model }) =>
    model.set(call => modelSays({ pieces: BROKEN_OFF[languageAsked(call)], end: 'cut' })(call)),
  'database-throttles': ({ dynamo }) => dynamo.set(dynamoThrottles, { fits: isWrite }),
};

/** Half of an answer, which fits any question and is plainly no more than that. */
const BROKEN_OFF: Readonly<Record<Language, readonly string[]>> = {
  ko: ['이 답은 ', '여기서 끊'],
  en: ['This answer ', 'breaks off he'],
};

function languageAsked({ body }: Call): Language {
  return readQuestion(readJson(body)).language;
}

const BODY_MAX_BYTES = 1_000;

/**
 * The switches of the playground for what stands behind the functions, of this machine alone. Answers whether it was asked. A page of
 * another origin cannot ask: JSON needs its leave first, which nobody gives.
 */
export function createPlaygroundFaults(faults: Faults | null) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (!faults || request.method !== 'POST' || request.url !== '/playground/faults') return false;
    void breakAs(request, response, faults);
    return true;
  };
}

async function breakAs(request: IncomingMessage, response: ServerResponse, faults: Faults): Promise<void> {
  const body = await readBody(request, BODY_MAX_BYTES);
  const read =
    body.ok && request.headers['content-type'] === 'application/json' ? readJson(body.bytes.toString()) : null;
  const name = isRecord(read) && typeof read.fault === 'string' ? read.fault : '';
  if (!Object.hasOwn(SET, name)) return sendJson(response, 400, { known: Object.keys(SET) });
  faults.clear();
  SET[name]!(faults);
  sendJson(response, 200, { fault: name });
}
