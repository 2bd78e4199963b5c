/** Words that only somebody who saw our insides could say: files, stacks, tables, names of AWS. */
const INSIDES =
  /arn:|\.(ts|mjs|js):\d|\bat \S+ \(|node_modules|file:\/\/|\/(tmp|var|home|root|usr|opt)\/|dynamo|ResourceNotFound|Exception|TypeError|SyntaxError|ConditionalCheck|conversationsTable|ledger|\bstack\b/i;

export function tellsInsides(said: string): boolean {
  return INSIDES.test(said);
}
