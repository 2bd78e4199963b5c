/** The sentences that take one of each: people begin and end a request in many ways, and Lex learns from each of them. */
export function everyWay(...parts: readonly (readonly string[])[]): readonly string[] {
  return parts.reduce<readonly string[]>(
    (sentences, choices) => sentences.flatMap(sentence => choices.map(choice => `${sentence}${choice}`)),
    [''],
  );
}

/** The sentences of the same parts in every order, with blanks between them: Korean, whose particles say what is what, has all of them. */
export function inAnyOrder(...parts: readonly string[]): readonly string[] {
  if (parts.length <= 1) return parts;
  return parts.flatMap((part, i) => inAnyOrder(...parts.toSpliced(i, 1)).map(rest => `${part} ${rest}`));
}
