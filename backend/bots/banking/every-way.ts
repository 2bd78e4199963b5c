/** The sentences that take one of each: people begin and end a request in many ways, and Lex learns from each of them. */
export function everyWay(...parts: readonly (readonly string[])[]): readonly string[] {
  return parts.reduce<readonly string[]>(
    (sentences, choices) => sentences.flatMap(sentence => choices.map(choice => `${sentence}${choice}`)),
    [''],
  );
}
