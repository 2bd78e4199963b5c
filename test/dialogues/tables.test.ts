import { describe, expect, it } from 'vitest';
import { differencesIn } from './compare.ts';
import type { ActualTurn } from './hold-dialogue.ts';
import { parseTables } from './parse-table.ts';
import { printer } from './printer.ts';

const HEAD = '## Orders\n\n| says | hears | intent | slots |\n| --- | --- | --- | --- |\n';
const read = (row: string) => parseTables(HEAD + row)[0]!.turns[0]!;

describe('a table', () => {
  it('is read row by row', () => {
    expect(
      parseTables(`${HEAD}| a pizza | Which size? / [Sizes] | Order asks Size | Size:, Topping: red onion |`),
    ).toEqual([
      {
        name: 'Orders',
        turns: [
          {
            line: 5,
            says: 'a pizza',
            hears: ['Which size?', '[Sizes]'],
            intent: { name: 'Order', standing: 'asks Size' },
            slots: { Size: null, Topping: 'red onion' },
          },
        ],
      },
    ]);
  });

  it('may leave open what does not matter', () => {
    expect(read('| x | * | Order |  |')).toMatchObject({
      hears: 'anything',
      intent: { standing: undefined },
      slots: {},
    });
    expect(read('| x | — | Order |  |')).toMatchObject({ hears: [] });
  });

  it.each([
    ['| x | y | Order |', 'line 5'],
    ['|  | y | Order | |', 'line 5: nothing is said'],
    ['| x | y | Order perhaps | |', 'line 5: “Order perhaps” is no intent'],
    ['| x | y | Order | large |', 'line 5: “large” is no slot'],
    ['', 'Orders holds no turns'],
  ])('tells where it cannot be read: %s', (row, message) => {
    expect(() => parseTables(HEAD + row)).toThrow(message);
  });

  it('holds something', () => {
    expect(() => parseTables('# Nothing')).toThrow('holds no turns');
  });
});

describe('a turn', () => {
  const actual: ActualTurn = {
    messages: ['Large (or small)?\nTell me.', '[Sizes]'],
    intent: 'Order',
    standing: 'asks Size',
    slots: { Size: null, Topping: 'basil' },
  };
  const columns = (row: string, came: ActualTurn | Error = actual) =>
    differencesIn({ expected: read(row), actual: came }).map(({ column }) => column);

  it.each([
    '| x | Large (or small)? Tell me. / [Sizes] | Order asks Size | Size:, Topping: basil |',
    '| x | …small… / … | Order | |',
    '| x | * | Order asks Size | |',
  ])('is as expected: %s', row => {
    expect(columns(row)).toEqual([]);
  });

  it.each([
    ['| x | Large (or small)? Tell me. | Order | |', ['hears']],
    ['| x | — | Order | |', ['hears']],
    ['| x | Small? / … | Order | |', ['hears']],
    ['| x | * | Cancel | |', ['intent']],
    ['| x | * | Order confirms | |', ['intent']],
    ['| x | * | Order | Size: large, Topping: |', ['slots', 'slots']],
    ['| x | * | Order | Colour: red |', ['slots']],
  ])('differs: %s', (row, expected) => {
    expect(columns(row)).toEqual(expected);
  });

  it('that Lex refuses is as nobody expects', () => {
    expect(columns('| x | * | Order | |', new Error('down'))).toEqual(['Lex']);
  });
});

it('prints what came out otherwise, by file line, and counts it', () => {
  let printed = '';
  const print = printer(text => (printed += text));
  const turn = read('| a pizza | Which size? | Order asks Size | |');
  const heard: ActualTurn = { messages: ['Which topping?'], intent: 'Order', standing: 'asks Size', slots: {} };
  print.dialogue({ name: 'Orders', turns: [turn, turn] }, [{ expected: turn, actual: heard }]);
  expect(print.total()).toBe(1);
  for (const part of [
    '✗',
    'line 5, after “a pizza”',
    'expected Which size?',
    'Which topping?',
    'the rest was not held',
  ]) {
    expect(printed).toContain(part);
  }
});
