import { UpstreamError } from '../../conversation/upstream-error.ts';

/** What DynamoDB answered; undefined when the condition of the write did not hold. Throws `UpstreamError` for everything else. */
export async function ifHolds<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined;
    throw new UpstreamError('dynamodb', { cause: error });
  }
}

/** What DynamoDB answered to a call that has no condition. */
export async function done<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new UpstreamError('dynamodb', { cause: error });
  }
}
