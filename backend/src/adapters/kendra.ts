import { RetrieveCommand, type KendraClient } from '@aws-sdk/client-kendra';
import type { Knowledge } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { titleOf, webAddress } from './found-page.ts';

const RESULTS = 4;

/** An index of Amazon Kendra, asked for passages rather than for documents. */
export function createKendra(client: KendraClient, indexId: string): Knowledge {
  return {
    async find({ text }, signal) {
      try {
        const command = new RetrieveCommand({ IndexId: indexId, QueryText: text, PageSize: RESULTS });
        const { ResultItems = [] } = await client.send(command, { abortSignal: signal });
        return ResultItems.flatMap(({ Content = '', DocumentTitle, DocumentURI }) =>
          Content.trim() === ''
            ? []
            : [{ title: titleOf(DocumentTitle, DocumentURI), url: webAddress(DocumentURI), text: Content.trim() }],
        );
      } catch (error) {
        throw new UpstreamError('knowledge', { cause: error });
      }
    },
  };
}
