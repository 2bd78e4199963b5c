import {
  RetrieveCommand,
  type BedrockAgentRuntimeClient,
  type KnowledgeBaseRetrievalResult,
} from '@aws-sdk/client-bedrock-agent-runtime';
import type { Knowledge, Passage } from '../conversation/ports.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { titleOf, webAddress } from './found-page.ts';

const RESULTS = 4;

/** A knowledge base of Amazon Bedrock. */
export function createBedrockKnowledge(client: BedrockAgentRuntimeClient, knowledgeBaseId: string): Knowledge {
  return {
    async find({ text }, signal) {
      const command = new RetrieveCommand({
        knowledgeBaseId,
        retrievalQuery: { text },
        retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: RESULTS } },
      });
      try {
        const { retrievalResults = [] } = await client.send(command, { abortSignal: signal });
        return retrievalResults.flatMap(toPassage);
      } catch (error) {
        throw new UpstreamError('knowledge', { cause: error });
      }
    },
  };
}

/** Where a document came from depends on its source; one in a bucket has no address for a visitor. */
function toPassage({ content, location, metadata }: KnowledgeBaseRetrievalResult): Passage[] {
  const text = content?.text?.trim() ?? '';
  const { webLocation, confluenceLocation, salesforceLocation, sharePointLocation, s3Location } = location ?? {};
  const source = [webLocation, confluenceLocation, salesforceLocation, sharePointLocation].find(
    place => place?.url,
  )?.url;
  const title = metadata?.['title'];
  if (text === '') return [];
  const url = webAddress(source);
  return [{ title: titleOf(typeof title === 'string' ? title : undefined, url ?? s3Location?.uri), url, text }];
}
