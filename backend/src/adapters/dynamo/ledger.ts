import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dayOf } from '../../conversation/limits/day.ts';
import type { Ledger } from '../../conversation/limits/ledger.ts';
import { refused } from '../../conversation/limits/rate.ts';
import { done, ifHolds } from './condition.ts';
import { ifDue } from './if-due.ts';
import { expiryAfter, LEDGER } from './tables.ts';

/** A day's counters are of no use once it is over everywhere. */
const KEPT_DAYS = 2;

/** An item for each rate and for each counter of a day. */
export function createDynamoLedger(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number = Date.now,
): Ledger {
  const update = (
    counter: string,
    expression: string,
    condition: string | undefined,
    values: Readonly<Record<string, number>>,
  ) =>
    documents.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { [LEDGER.partitionKey]: counter },
        UpdateExpression: expression,
        ...(condition !== undefined && { ConditionExpression: condition }),
        ExpressionAttributeValues: { ...values, ':expiresAt': expiryAfter(KEPT_DAYS, now()) },
      }),
    );

  return {
    async pass(key, rate) {
      const passed = await ifDue(rate, now(), ({ set, condition, values }) =>
        ifHolds(update(key, `SET ${set}, expiresAt = :expiresAt`, condition, values)),
      );
      return passed ? { ok: true } : refused(rate);
    },

    async reserve(key, amount, most) {
      if (amount > most) return undefined;
      const counter = `${key}#${dayOf(now())}`;
      const reserved = update(
        counter,
        'SET expiresAt = :expiresAt ADD used :amount',
        'attribute_not_exists(used) OR used <= :rest',
        { ':amount': amount, ':rest': most - amount },
      );
      return (await ifHolds(reserved)) && counter;
    },

    async settle(counter, difference) {
      const settled = update(counter, 'SET expiresAt = :expiresAt ADD used :difference', undefined, {
        ':difference': difference,
      });
      await done(settled);
    },
  };
}
