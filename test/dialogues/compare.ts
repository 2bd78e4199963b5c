import type { ActualTurn, HeldTurn } from './hold-dialogue.ts';
import type { ExpectedMessages } from './parse-table.ts';

/** A column in which a turn came out otherwise. */
export interface Difference {
  readonly column: string;
  readonly expected: string;
  readonly actual: string;
}

export function differencesIn({ expected, actual }: HeldTurn): readonly Difference[] {
  if (actual instanceof Error)
    return [{ column: 'Lex', expected: 'an answer', actual: `${actual.name}: ${actual.message}` }];
  const { hears, intent, slots } = expected;
  const differences: Difference[] = [];
  if (!isHeard(hears, actual.messages)) {
    differences.push({ column: 'hears', expected: line(hears), actual: line(actual.messages) });
  }
  if (intent.name !== actual.intent || (intent.standing ?? actual.standing) !== actual.standing) {
    const wanted = [intent.name, intent.standing ?? ''].join(' ').trim();
    differences.push({ column: 'intent', expected: wanted, actual: `${actual.intent} ${actual.standing}` });
  }
  for (const [name, value] of Object.entries(slots)) {
    const heard = slotIn(actual, name);
    if (heard === value) continue;
    differences.push({ column: 'slots', expected: `${name}: ${value ?? ''}`, actual: `${name}: ${heard ?? ''}` });
  }
  return differences;
}

function isHeard(expected: ExpectedMessages, messages: readonly string[]): boolean {
  if (expected === 'anything') return true;
  return expected.length === messages.length && expected.every((pattern, i) => matches(pattern, messages[i]!));
}

/** `…` stands for any text. Line breaks cannot be written in a table: a blank stands for one. */
function matches(pattern: string, message: string): boolean {
  const parts = pattern.split('…').map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'su').test(message.replace(/\s+/gu, ' '));
}

function slotIn({ slots }: ActualTurn, name: string): string | null {
  return Object.hasOwn(slots, name) ? slots[name]! : null;
}

function line(messages: ExpectedMessages): string {
  if (messages === 'anything') return '*';
  return messages.length === 0 ? '—' : messages.join(' / ').replace(/\s+/gu, ' ');
}
