import type { Entry, HistoryExport } from '@lex-chat/protocol';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { HistoryStore } from '../conversation/stores.ts';
import { answerSafely, type SafetyOptions } from './answer-safely.ts';
import { authorizeCounted, type CountOptions } from './count-request.ts';
import type { Body, BodyStream } from './chat-events.ts';
import type { RestAnswer } from './rest-answer.ts';
import { readRestRequest } from './rest-request.ts';

export interface ExportOptions extends SafetyOptions, CountOptions {
  readonly history: Pick<HistoryStore, 'behind'>;
  readonly now: () => number;
}

/** Entries in memory at once. */
const PAGE = 50;

/** `GET /history/export`: all that was said, as a file. Page by page, so that no length of it is too much for a function. */
export function createExportHandler(options: ExportOptions) {
  return (event: APIGatewayProxyEvent): Promise<RestAnswer<Body>> => {
    const request = readRestRequest(event);
    return answerSafely<Body>(request, options, async () => {
      const { conversationId } = await authorizeCounted(request, options);
      return {
        statusCode: 200,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Disposition': 'attachment; filename="conversation.json"',
          'Cache-Control': 'no-store',
        },
        body: ({ write }) => writeAll(conversationId, write, options),
      };
    });
  };
}

/** What breaks off is no JSON any more, so nobody takes it for the whole. */
async function writeAll(
  conversationId: string,
  write: BodyStream['write'],
  { history, now, warn }: ExportOptions,
): Promise<void> {
  const { entries: _, ...head }: HistoryExport = { conversationId, exportedAt: now(), entries: [] };
  try {
    await write(`${JSON.stringify(head).slice(0, -1)},"entries":[`);
    let isFirst = true;
    for (let place: number | null = 0; place !== null;) {
      const page = await history.behind(conversationId, place, PAGE);
      if ((await write(listOf(page.entries, isFirst))) === 'gone') return;
      isFirst &&= page.entries.length === 0;
      place = page.rest;
    }
    await write(']}\n');
  } catch (error) {
    warn('export-failed', error);
  }
}

function listOf(entries: readonly Entry[], isFirst: boolean): string {
  const lines = entries.map(entry => `\n${JSON.stringify(entry)}`);
  return (isFirst || lines.length === 0 ? '' : ',') + lines.join(',');
}
