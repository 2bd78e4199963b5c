import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoMissed } from '@lex-chat/backend/adapters/dynamo/missed-utterances';
import { missedPage } from './missed-page.ts';

/** What a dashboard asks of the function behind a widget: what the widget was given, or what may be given to it. */
interface WidgetEvent {
  readonly describe?: boolean;
  readonly bot?: string;
  readonly locale?: string;
}

/** As many as one looks through. */
const MOST = 50;

const table = process.env['MISSED_TABLE'] ?? '';
const missed = createDynamoMissed(DynamoDBDocumentClient.from(new DynamoDBClient()), table);

/** The widget of CloudWatch's dashboard: what was asked most of a bot in a locale, and no intent knew. */
export async function handler({ describe, bot = '', locale = '' }: WidgetEvent): Promise<string> {
  if (describe === true) return 'What no intent knew. Give it { "bot": "hello-world", "locale": "ko_KR" }.';
  return missedPage(await missed.most(bot, locale, MOST));
}
