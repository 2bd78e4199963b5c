import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Rates } from '../conversation/limits/rates.ts';
import { answerSafely, type SafetyOptions } from './answer-safely.ts';
import { CHANNEL_STEPS, type ChannelOptions } from './channel-steps.ts';
import { HISTORY_STEPS, type HistoryOptions } from './history-steps.ts';
import { jsonAnswer, Refusal, type RestAnswer } from './rest-answer.ts';
import { readRestRequest, type RestRequest } from './rest-request.ts';
import { SESSION_STEPS } from './session-steps.ts';
import type { SignInOptions } from './sign-in.ts';
import { UPLOAD_STEPS, type UploadOptions } from './upload-steps.ts';

export interface RestOptions
  extends
    Omit<HistoryOptions, 'warn' | 'rates'>,
    Omit<SignInOptions, 'warn' | 'rates'>,
    Omit<ChannelOptions, 'warn' | 'history' | 'rates'>,
    Omit<UploadOptions, 'rates' | 'turns'>,
    SafetyOptions {
  readonly rates: Rates;
}

type Step = (request: RestRequest, options: RestOptions) => Promise<RestAnswer>;

/** Everything over REST that is answered in one piece. */
export function createRestHandler(options: RestOptions) {
  return (event: APIGatewayProxyEvent): Promise<RestAnswer> => {
    const request = readRestRequest(event);
    return answerSafely(request, options, () => {
      const step = STEPS[`${request.method} ${request.resource}`];
      if (!step) throw new Refusal('not-found');
      return step(request, options);
    });
  };
}

const STEPS: Readonly<Record<string, Step | undefined>> = {
  ...SESSION_STEPS,
  ...HISTORY_STEPS,
  ...CHANNEL_STEPS,
  ...UPLOAD_STEPS,
  'GET /health': async () => jsonAnswer(200, { status: 'ok' }),
};
