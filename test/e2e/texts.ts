const SENTENCE = '주문하신 **상품**은 `이틀` 안에 [도착](https://shop.example/a)합니다. ';

/** Four characters, which is what a token has on average. */
const TOKEN_LENGTH = 4;

/** The text that every chat is measured with. */
export const MIXED = 'mixed text';

/** What an answer may be made of, and how to make it so many characters long. */
export const TEXTS: Readonly<Record<string, (length: number) => string>> = {
  [MIXED]: length => fill(`## 배송\n\n${SENTENCE}\n\n- 하나\n- 둘\n\n> ${SENTENCE}\n\n`, length),
  'one list': length => fill(`- ${SENTENCE}\n`, length),
  'one table': length => `| a | b |\n| --- | --- |\n${fill('| **하나** | 둘 |\n', length)}`,
  'one fence': length => `\`\`\`js\n${fill('const answer = 6 * 7;\n', length)}`,
  'one paragraph': length => fill(SENTENCE, length),
};

/** An answer of so many tokens, one by one. */
export function tokensOf(textOf: (length: number) => string, count: number): readonly string[] {
  const text = textOf(count * TOKEN_LENGTH);
  return Array.from({ length: count }, (_, i) => text.slice(i * TOKEN_LENGTH, (i + 1) * TOKEN_LENGTH));
}

function fill(pattern: string, length: number): string {
  return pattern.repeat(Math.ceil(length / pattern.length));
}
