import { parseArgs } from 'node:util';
import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import type { NamedBots } from '@lex-chat/backend/functions/bots';
import { findStack, NoSuchStack } from '@lex-chat/infra/probe/deployed-stack';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { showEvent } from './show-event.ts';
import { holdDialogue, type Place } from './hold-dialogue.ts';
import { startLocalLex } from './local-lex.ts';
import { printer } from './printer.ts';
import { readTable, TableError, tablesNamed, type Table } from './tables.ts';

const HELP = `Holds the dialogues in test/dialogues/tables, or in files of yours, and tells where a bot answers otherwise.

  npm run dialogues                                all of them, with the Lex on this machine
  npm run dialogues -- hello banking.ko_KR         only those whose names begin so
  npm run dialogues -- banking --bot-id ABCD123456 --alias-id EFGH123456 --region ap-northeast-2
                                                   with a deployed bot
  npm run dialogues -- --stack LexChat             with the bots of a deployed stack, found by its outputs
  npm run dialogues -- --echo "잔액 알려 줘" banking.ko_KR
                                                   shows the event that a code hook gets for this
`;

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof TableError || error instanceof NoSuchStack)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const { 'bot-id': botId, 'alias-id': botAliasId, region, stack, echo: text } = values;
  if (values.help) return say(HELP, 0);
  const files = (positionals.length === 0 ? [''] : positionals).flatMap(find);
  const tables = files.map(readTable);
  const [first] = tables;
  if (!first) return say(`There are no tables called ${positionals.join(', ')}.\n`, 2);
  if (text !== undefined) return say(await showEvent(text, first), 0);
  if (stack !== undefined) return holdWith((await findStack(stack)).bots, tables);

  if (botId === undefined && botAliasId === undefined) {
    const lex = await startLocalLex();
    try {
      return await hold(tables, lex.client, ({ bot, localeId }) => lex.place(bot, localeId));
    } finally {
      await lex.close();
    }
  }
  if (botId === undefined || botAliasId === undefined || tables.some(({ bot }) => bot !== first.bot))
    return say('A deployed bot needs --bot-id, --alias-id, and the tables of that one bot.\n', 2);
  return hold(tables, lexIn(region), ({ localeId }) => ({ botId, botAliasId, localeId }));
}

/** Those tables that are of the deployed bots, in the languages that these speak. */
async function holdWith(bots: NamedBots, tables: readonly Table[]): Promise<number> {
  const botOf = ({ bot, localeId }: Table) =>
    bots.find(({ name, locales }) => name === bot && locales.includes(localeId));
  const theirs = tables.filter(table => botOf(table) !== undefined);
  if (theirs.length === 0)
    return say(`The bots of that stack are ${bots.map(({ name }) => name).join(', ')}: no table is of one.\n`, 2);
  return hold(theirs, lexIn(undefined), table => {
    const { botId, aliasId: botAliasId } = botOf(table)!;
    return { botId, botAliasId, localeId: table.localeId };
  });
}

/** Amazon Lex itself. A second try of RecognizeText would move the dialogue a second time. */
function lexIn(region: string | undefined): LexRuntimeV2Client {
  return new LexRuntimeV2Client({
    maxAttempts: 1,
    // As the service: over HTTP/2, this client's default, a connection that is cut ends without an error.
    requestHandler: new NodeHttpHandler(),
    ...(region !== undefined && { region }),
  });
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'bot-id': { type: 'string' },
        'alias-id': { type: 'string' },
        region: { type: 'string' },
        stack: { type: 'string' },
        echo: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new TableError(`${(error as Error).message}\n\n${HELP}`, { cause: error });
  }
}

function find(name: string): readonly string[] {
  return name.endsWith('.md') ? [name] : tablesNamed(name);
}

async function hold(
  tables: readonly Table[],
  client: LexRuntimeV2Client,
  placeOf: (table: Table) => Place,
): Promise<number> {
  const print = printer(text => process.stdout.write(text));
  for (const table of tables) {
    print.table(table);
    for (const dialogue of table.dialogues) {
      print.dialogue(dialogue, await holdDialogue(client, placeOf(table), dialogue));
    }
  }
  return print.total() === 0 ? 0 : 1;
}

function say(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
