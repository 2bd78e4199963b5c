import { styleText } from 'node:util';
import { differencesIn } from './compare.ts';
import type { HeldTurn } from './hold-dialogue.ts';
import type { Dialogue } from './parse-table.ts';
import type { Table } from './tables.ts';

/** Tells a bot author what was held, dialogue by dialogue: what is as expected takes one line. */
export function printer(write: (text: string) => void) {
  let held = 0;
  let turns = 0;
  let failed = 0;

  return {
    table({ name }: Table): void {
      write(`\n${styleText('bold', name)}\n`);
    },

    dialogue(dialogue: Dialogue, results: readonly HeldTurn[]): void {
      const wrong = results.map(turn => ({ turn, differences: differencesIn(turn) })).filter(hasDifferences);
      held++;
      turns += results.length;
      if (wrong.length > 0) failed++;
      const mark = wrong.length === 0 ? styleText('green', '✓') : styleText('red', '✗');
      write(`  ${mark} ${dialogue.name} ${styleText('dim', `(${count(dialogue.turns.length, 'turn')})`)}\n`);
      for (const { turn, differences } of wrong) {
        write(`      line ${turn.expected.line}, after “${turn.expected.says}”\n`);
        for (const { column, expected, actual } of differences) {
          write(`        ${column.padEnd(7)} expected ${expected}\n`);
          write(`        ${' '.repeat(7)}      was ${styleText('yellow', actual)}\n`);
        }
      }
      if (results.length < dialogue.turns.length) write('      the rest was not held\n');
    },

    /** Closes with a line of numbers, and gives that of the dialogues that went otherwise. */
    total(): number {
      write(
        `\n${count(held, 'dialogue')}, ${count(turns, 'turn')}: ${held - failed} as expected, ${failed} otherwise\n`,
      );
      return failed;
    },
  };
}

function hasDifferences({ differences }: { readonly differences: readonly unknown[] }): boolean {
  return differences.length > 0;
}

function count(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}
