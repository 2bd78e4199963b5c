/** Where a bot's model finds what the site's own pages say. */
export type KnowledgeChoice =
  | { readonly from: 'bedrock' | 'kendra'; readonly id: string }
  /** `npm run knowledge` writes it; a path, from the folder of the function. */
  | { readonly from: 'index'; readonly path: string };

export const KNOWLEDGE_SHAPE = 'bedrock:<knowledge base>, kendra:<index> or index:<file of npm run knowledge>';

/** Reads what an operator wrote; undefined if it is none of the three. */
export function readKnowledgeChoice(written: string): KnowledgeChoice | undefined {
  const [, from, id] = /^(bedrock|kendra|index):(\S.*)$/.exec(written) ?? [];
  if (id === undefined) return undefined;
  return from === 'index' ? { from, path: id } : { from: from as 'bedrock' | 'kendra', id };
}
