import type { Missed } from '@lex-chat/backend/adapters/dynamo/missed-utterances';

/** What no intent knew, as a table for a dashboard. What visitors wrote is text there, whatever it looks like. */
export function missedPage(missed: readonly Missed[]): string {
  if (missed.length === 0) return '<p>Nothing yet: every utterance had its intent.</p>';
  const rows = missed.map(
    ({ utterance, asked, lastOn }) =>
      `<tr><td>${asked}</td><td dir="auto">${escaped(utterance)}</td><td>${escaped(lastOn)}</td></tr>`,
  );
  return `<table><tr><th>Asked</th><th>Utterance</th><th>Last on</th></tr>${rows.join('')}</table>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
