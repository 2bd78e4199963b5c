import { readFileSync } from 'node:fs';
import { variableOf } from '../lib/config/read-config.ts';

/** Where the settings are declared, with what they are. */
const DECLARED_IN = ['../lib/config/config.ts', '../lib/limits.ts'];

export interface Setting {
  readonly name: string;
  readonly text: string;
  /** As its `@default` says it. */
  readonly without: string;
}

/** The settings of a deployment, as their docblocks tell of them. */
export function readSettings(): readonly Setting[] {
  return DECLARED_IN.flatMap(file => {
    const source = readFileSync(new URL(file, import.meta.url), 'utf8');
    // Of what else stands in the file, nothing is declared like this.
    const declared = source.matchAll(
      /\/\*\*((?:(?!\*\/)[\s\S])*?)@default ((?:(?!\*\/)[\s\S])*?)\*\/\s*readonly (\w+)\??:/g,
    );
    return [...declared].map(([, text = '', without = '', name = '']) => ({
      name,
      text: inOneLine(text),
      without: inOneLine(without),
    }));
  });
}

/** The same as a table in Markdown. */
export function settingsTable(): string {
  const rows = readSettings().map(({ name, text, without }) => {
    const shown = without.startsWith('- ') ? without.slice(2) : withCode(without);
    return `| \`${name}\`<br>\`${variableOf(name)}\` | ${cell(text)} | ${cell(shown)} |`;
  });
  return ['| setting | what it is | without it |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A value, and a word about it behind a dash. */
function withCode(without: string): string {
  const [value = '', word] = without.split(' - ');
  return `\`${value}\`${word === undefined ? '' : `: ${word}`}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function inOneLine(docblock: string): string {
  return docblock
    .split('\n')
    .map(line => line.replace(/^\s*\* ?/, '').trim())
    .join(' ')
    .trim();
}
