import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a request came the way it should: through CloudFront, whose rules it has met there. */
export type FrontDoor = (from: Headed) => Promise<boolean>;

/** Header names are in lower case. */
interface Headed {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

type Values = () => Promise<readonly { readonly value: string }[]>;

/** The header by which CloudFront shows that it is CloudFront: a custom header of the origin, in place of one that a client sent. */
const ORIGIN_HEADER = 'x-origin-verify';

/**
 * API Gateway can be reached by itself, by whoever knows its address: those who do lack the secret.
 * @param originSecret - current and former values
 */
export function createFrontDoor(originSecret: Values): FrontDoor {
  return async ({ headers }) => {
    const given = headers[ORIGIN_HEADER];
    if (given === undefined) return false;
    return (await originSecret()).some(({ value }) => timingSafeEqual(digest(given), digest(value)));
  };
}

/** Where there is no CloudFront, every way is the right one. */
export const NO_FRONT_DOOR: FrontDoor = async () => true;

const digest = (text: string) => createHash('sha256').update(text).digest();
