import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Ledger } from '../../conversation/ledger.ts';
import { done, ifHolds } from './condition.ts';
import { expiryAfter } from './tables.ts';

/** A day's counters are of no use once it is over everywhere. */
const KEPT_DAYS = 2;

/**
 * Rates as one number per key: the time at which the next one would be due if they came evenly spaced (the generic cell
 * rate algorithm). Somebody who is that far ahead of time has had their burst. One conditional write a call, two in a burst.
 */
export function createDynamoLedger(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number = Date.now,
): Ledger {
  const update = (
    key: string,
    expression: string,
    condition: string | undefined,
    values: Readonly<Record<string, unknown>>,
  ) =>
    documents.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { counter: key },
        UpdateExpression: expression,
        ...(condition !== undefined && { ConditionExpression: condition }),
        ExpressionAttributeValues: values,
        ReturnValues: 'ALL_NEW',
      }),
    );

  return {
    async pass(key, { perMinute, burst }) {
      const at = now();
      const spacing = 60_000 / perMinute;
      const ahead = at + spacing * (burst - 1);
      const expiresAt = expiryAfter(KEPT_DAYS, at);

      const rested = await ifHolds(
        update(key, 'SET due = :next, expiresAt = :expiresAt', 'attribute_not_exists(due) OR due <= :now', {
          ':next': at + spacing,
          ':now': at,
          ':expiresAt': expiresAt,
        }),
      );
      if (rested) return { ok: true };
      const inBurst = await ifHolds(
        update(key, 'SET due = due + :spacing, expiresAt = :expiresAt', 'due <= :ahead', {
          ':spacing': spacing,
          ':ahead': ahead,
          ':expiresAt': expiresAt,
        }),
      );
      if (inBurst) return { ok: true };
      return { ok: false, retryAfterMs: Math.ceil(spacing) };
    },

    async reserve(key, amount, most) {
      if (amount > most) return false;
      const reserved = await ifHolds(
        update(
          dayKey(key, now()),
          'SET expiresAt = :expiresAt ADD used :amount',
          'attribute_not_exists(used) OR used <= :most',
          {
            ':amount': amount,
            ':most': most - amount,
            ':expiresAt': expiryAfter(KEPT_DAYS, now()),
          },
        ),
      );
      return reserved !== undefined;
    },

    async settle(key, difference) {
      await done(
        update(dayKey(key, now()), 'SET expiresAt = :expiresAt ADD used :difference', undefined, {
          ':difference': difference,
          ':expiresAt': expiryAfter(KEPT_DAYS, now()),
        }),
      );
    },
  };
}

function dayKey(key: string, now: number): string {
  return `${key}#${new Date(now).toISOString().slice(0, 10)}`;
}
