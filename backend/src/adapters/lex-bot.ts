/** A bot of Amazon Lex V2, as its runtime names it. */
export interface LexBot {
  readonly botId: string;
  readonly aliasId: string;
  readonly locales: readonly string[];
}
