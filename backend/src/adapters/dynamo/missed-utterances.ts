import { QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dayOf } from '../../conversation/limits/day.ts';
import type { MissedUtterances } from '../../conversation/turn/missed-utterances.ts';
import { done } from './condition.ts';
import { expiryAfter, MISSED, RETENTION_DAYS } from './tables.ts';

/** An utterance that no intent knew. */
export interface Missed {
  readonly utterance: string;
  /** How often it was said. */
  readonly asked: number;
  /** The day on which it was last, such as `2026-11-21` (UTC). */
  readonly lastOn: string;
}

export interface MissedTable extends MissedUtterances {
  /** What was asked most of a bot in a locale, at most `count`. Throws `UpstreamError`. */
  most(bot: string, locale: string, count: number): Promise<readonly Missed[]>;
}

/** An item for each utterance, counted in one write. It goes when nobody has said it for as long as a conversation is kept. */
export function createDynamoMissed(
  documents: DynamoDBDocumentClient,
  tableName: string,
  now: () => number = Date.now,
): MissedTable {
  return {
    async note(bot, locale, utterance) {
      const update = new UpdateCommand({
        TableName: tableName,
        Key: { [MISSED.partitionKey]: partitionOf(bot, locale), [MISSED.sortKey]: utterance },
        UpdateExpression: 'SET lastOn = :day, expiresAt = :expiresAt ADD asked :once',
        ExpressionAttributeValues: {
          ':day': dayOf(now()),
          ':expiresAt': expiryAfter(RETENTION_DAYS, now()),
          ':once': 1,
        },
      });
      await done(documents.send(update));
    },

    async most(bot, locale, count) {
      const query = new QueryCommand({
        TableName: tableName,
        IndexName: MISSED.placeIndex.name,
        KeyConditionExpression: 'bot = :bot',
        // DynamoDB deletes late.
        FilterExpression: 'expiresAt > :now',
        ExpressionAttributeValues: { ':bot': partitionOf(bot, locale), ':now': Math.floor(now() / 1_000) },
        ScanIndexForward: false,
        Limit: count,
      });
      const { Items = [] } = await done(documents.send(query));
      return Items.map(({ utterance, asked, lastOn }) => ({
        utterance: String(utterance),
        asked: Number(asked),
        lastOn: String(lastOn),
      }));
    },
  };
}

/** A name of a bot has no `#`. */
function partitionOf(bot: string, locale: string): string {
  return `${bot}#${locale}`;
}
