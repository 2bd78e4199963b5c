import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoMissed } from '@lex-chat/backend/adapters/dynamo/missed-utterances';
import { UpstreamError } from '@lex-chat/backend/conversation/upstream-error';
import { missedLines } from './missed-lines.ts';

const USAGE = `npm run missed -- --table TABLE [--bot hello-world] [--locale ko_KR] [--top 50]

What was asked most of a bot and no intent knew. TABLE is the output MissedTable of a deployment with missedUtterances.`;

// Reads one partition, most asked first; nothing is scanned.
try {
  const { values } = parseArgs({
    options: {
      table: { type: 'string', default: process.env['MISSED_TABLE'] ?? '' },
      bot: { type: 'string', default: 'hello-world' },
      locale: { type: 'string', default: 'ko_KR' },
      top: { type: 'string', default: '50' },
      help: { type: 'boolean', default: false },
    },
  });
  const top = Number(values.top);
  if (values.help || values.table === '' || !Number.isSafeInteger(top) || top < 1) throw new RangeError(USAGE);
  const missed = createDynamoMissed(DynamoDBDocumentClient.from(new DynamoDBClient()), values.table);
  process.stdout.write(missedLines(await missed.most(values.bot, values.locale, top)));
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}

function messageOf(error: unknown): string {
  if (!(error instanceof UpstreamError))
    return error instanceof RangeError ? error.message : `${String(error)}\n\n${USAGE}`;
  const { cause } = error;
  return `the table cannot be read: ${cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)}`;
}
