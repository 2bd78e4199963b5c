import { ONE_ANSWER, sumOf } from './measure-sizes.ts';

/** What each file is for, in the order in which visitors come to need them. */
const PARTS: Readonly<Record<string, string>> = {
  loader: 'what a page names in its tag: verifies and fetches the others',
  door: 'the launcher, with Lit’s templates',
  panel: 'the open chat, its conversation, and replies as Markdown',
  ko: 'the words in Korean',
  en: 'the words in English',
  more: 'knows the parts below, and verifies them',
  history: 'what was said on earlier visits, and what was missed',
  ask: 'asks over HTTP, where sockets are blocked',
  site: 'a site’s own words, configuration, and visitors for whom it vouches',
  rarities:
    'what is rare in Markdown: code, tables, tasks, images, bare addresses and such by name, names of characters, HTML',
  card: 'response cards',
  extras: 'fetches the four that go beyond a plain conversation: help with what Lex asks for, files, tools, data',
  asking: 'the control for what Lex asks for, and its time-out',
  'reply-tools': 'below an answer, two seconds after it: its sources, copy, thumbs',
  'unread-badge': 'how many replies have come while the chat was closed, over the launcher',
  walk: 'the way through the transcript by keyboard',
  ja: 'all words in Japanese',
  'zh-hans': 'all words in simplified Chinese',
  'zh-hant': 'all words in traditional Chinese',
  es: 'all words in Spanish',
  fr: 'all words in French',
  de: 'all words in German',
  pt: 'all words in Portuguese',
  ar: 'all words in Arabic',
  he: 'all words in Hebrew',
  'ko-more': 'words of later parts, and for what has failed, in Korean',
  'en-more': 'the same in English',
  attaching: 'takes files: the button, drop, paste, progress',
  'your-data': 'the menu to choose a model, download, delete and leave',
  inspector: 'how a turn was answered, for developers of the site alone',
};

const WITH_TOOLS = [...ONE_ANSWER, 'more', 'extras', 'reply-tools', 'ko-more'];

/** The sizes as a table for people, in kB of brotli. A file without a line of its own does not pass unseen. */
export function sizeTable(sizes: Readonly<Record<string, number>>): string {
  const unknown = Object.keys(sizes).filter(part => !(part in PARTS));
  if (unknown.length > 0) throw new Error(`What is ${unknown.join()} for?`);
  const rows = Object.entries(PARTS).map(([part, purpose]) => row(`\`${part}\``, purpose, sizes[part]!));
  return [
    '| file | for | kB |',
    '| --- | --- | --- |',
    ...rows,
    row('', '**before the chat is opened**', sumOf(sizes, ['loader', 'door'])),
    row('', '**open, greeted, and answered once**', sumOf(sizes, ONE_ANSWER)),
    row('', 'the same, two seconds later, with what stands below an answer', sumOf(sizes, WITH_TOOLS)),
    row('', 'the same, with code or a table in an answer', sumOf(sizes, [...WITH_TOOLS, 'rarities'])),
  ].join('\n');
}

function row(file: string, purpose: string, bytes: number): string {
  return `| ${file} | ${purpose} | ${(bytes / 1_000).toFixed(1)} |`;
}
