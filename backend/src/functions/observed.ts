import type { Context } from 'aws-lambda';
import { nameRequest } from './log.ts';
import { publishMetrics } from './measure.ts';

/** A handler whose log lines bear the id of its request, and whose metrics are written when it is done. */
export function observed<Event, Result>(
  handle: (event: Event, context: Context) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  return (event, context) => observe(context, () => handle(event, context));
}

export async function observe<Result>(context: Context, step: () => Promise<Result>): Promise<Result> {
  nameRequest(context);
  try {
    return await step();
  } finally {
    publishMetrics();
  }
}
