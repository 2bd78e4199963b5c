import type { APIGatewayProxyEvent, StreamifyHandler } from 'aws-lambda';
import type { createChatHandler } from '../handlers/chat.ts';
import { observe } from './observed.ts';

/** A handler as Lambda streams it: its head first, then its body as it comes. */
export function streamed(handle: ReturnType<typeof createChatHandler>): StreamifyHandler<APIGatewayProxyEvent, void> {
  return awslambda.streamifyResponse<APIGatewayProxyEvent>((event, raw, context) =>
    observe(context, async () => {
      const { statusCode, headers, body } = await handle(event, context);
      const stream = awslambda.HttpResponseStream.from(raw, { statusCode, headers });
      const write = async (text: string): Promise<'sent' | 'gone'> => {
        if (stream.destroyed || stream.writableEnded) return 'gone';
        if (!stream.write(text)) await drained(stream);
        return 'sent';
      };

      // A reader who has left is no fault; the turn goes on without them.
      stream.on('error', () => stream.destroy());
      if (typeof body === 'string') await write(body);
      else await body({ write, end: () => void stream.end() });
      await new Promise<void>(resolve =>
        stream.destroyed || stream.writableFinished ? resolve() : stream.end(resolve),
      );
    }),
  );
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      stream.off('drain', go).off('close', go);
      resolve();
    };
    stream.on('drain', go).on('close', go);
  });
}
