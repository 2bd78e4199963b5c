import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { botOf } from '../conversation/conversation-id.ts';
import type { Knowledge } from '../conversation/ports.ts';
import type { NamedBots } from './bots.ts';
import { readKnowledgeChoice, KNOWLEDGE_SHAPE, type KnowledgeChoice } from './knowledge-choice.ts';

/**
 * Finds passages for a question in the knowledge of the bot that is asked: in its own or, where it has none, in `forAll`, which is the value
 * of `KNOWLEDGE`. Returns undefined when there is neither for any of `bots`. Throws an `Error` with the right form of a value that it cannot read.
 */
export function createKnowledge(bots: NamedBots, forAll: string | undefined): Knowledge | undefined {
  const opened = new Map<string, Promise<Knowledge>>();
  const found = new Map(
    bots.flatMap(({ name, knowledge = forAll }) => {
      if (knowledge === undefined) return [];
      const choice = readKnowledgeChoice(knowledge);
      if (!choice) throw new Error(`KNOWLEDGE is ${knowledge}: it should be ${KNOWLEDGE_SHAPE}`);
      // One index may be several bots'.
      if (!opened.has(knowledge)) opened.set(knowledge, open(choice));
      return [[name, opened.get(knowledge)!] as const];
    }),
  );
  if (found.size === 0) return undefined;
  return {
    async find(query, signal) {
      return (await found.get(botOf(query.conversationId)))?.find(query, signal) ?? [];
    },
  };
}

/** Only what a deployment uses is loaded: while it starts, not at the first question. */
function open(choice: KnowledgeChoice): Promise<Knowledge> {
  const opening = load(choice);
  // Told to whoever asks first, instead of ending the process before.
  opening.catch(() => undefined);
  return opening;
}

async function load(choice: KnowledgeChoice): Promise<Knowledge> {
  switch (choice.from) {
    case 'index': {
      const { createFullText } = await import('../adapters/full-text.ts');
      const here = dirname(fileURLToPath(import.meta.url));
      return createFullText(() => readFile(resolve(here, choice.path), 'utf8'));
    }
    case 'bedrock': {
      const [{ BedrockAgentRuntimeClient }, { createBedrockKnowledge }] = await Promise.all([
        import('@aws-sdk/client-bedrock-agent-runtime'),
        import('../adapters/bedrock-knowledge.ts'),
      ]);
      return createBedrockKnowledge(new BedrockAgentRuntimeClient(CLIENT), choice.id);
    }
    case 'kendra': {
      const [{ KendraClient }, { createKendra }] = await Promise.all([
        import('@aws-sdk/client-kendra'),
        import('../adapters/kendra.ts'),
      ]);
      return createKendra(new KendraClient(CLIENT), choice.id);
    }
  }
}

/** HTTP/1.1, as everywhere. A second try is all there is time for before the model is asked without. */
const CLIENT = { maxAttempts: 2, requestHandler: new NodeHttpHandler({ connectionTimeout: 1_000 }) };
