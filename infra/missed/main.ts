import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoMissed } from '@lex-chat/backend/adapters/dynamo/missed-utterances';
import { UpstreamError } from '@lex-chat/backend/conversation/upstream-error';
import { findStack, NoSuchStack } from '../probe/deployed-stack.ts';
import { missedLines } from './missed-lines.ts';

const USAGE = `npm run missed -- --stack LexChat [--bot hello-world] [--locale ko_KR] [--top 50]
npm run missed -- --table TABLE               the same by the output MissedTable of the stack

What was asked most of a bot and no intent knew, in a deployment with missedUtterances.`;

// Reads one partition, most asked first; nothing is scanned.
try {
  const { values } = parseArgs({
    options: {
      stack: { type: 'string' },
      table: { type: 'string', default: process.env['MISSED_TABLE'] ?? '' },
      bot: { type: 'string', default: 'hello-world' },
      locale: { type: 'string', default: 'ko_KR' },
      top: { type: 'string', default: '50' },
      help: { type: 'boolean', default: false },
    },
  });
  const top = Number(values.top);
  const table = values.stack === undefined ? values.table : await tableOf(values.stack);
  if (values.help || table === '' || !Number.isSafeInteger(top) || top < 1) throw new RangeError(USAGE);
  const missed = createDynamoMissed(DynamoDBDocumentClient.from(new DynamoDBClient()), table);
  process.stdout.write(missedLines(await missed.most(values.bot, values.locale, top)));
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}

async function tableOf(stack: string): Promise<string> {
  const { missedTable } = await findStack(stack);
  if (missedTable === undefined)
    throw new RangeError(`the stack ${stack} keeps nothing of it: deploy it with missedUtterances`);
  return missedTable;
}

function messageOf(error: unknown): string {
  if (!(error instanceof UpstreamError))
    return error instanceof RangeError || error instanceof NoSuchStack ? error.message : `${String(error)}\n\n${USAGE}`;
  const { cause } = error;
  return `the table cannot be read: ${cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)}`;
}
