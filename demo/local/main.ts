import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMIT_OPTIONS, type LimitVariables } from '@lex-chat/backend/functions/limits';
import { readModels, type ModelItem } from '@lex-chat/backend/functions/models';
import { BOT_NAME_MAX_LENGTH } from '@lex-chat/protocol';
import { readStartOptions } from '../start-options.js';
import { speakOver } from './channels/speak-over.ts';
import { claimFolder, FolderInUse } from './data-folder.ts';
import { readLexJson } from './lex/lex-json/read-lex-json.ts';
import { BOTS, withFirst, type LocalBot, type LocalBots } from './local-bots.ts';
import { startStack, type Stack } from './stack.ts';

const { port, bot: wanted, channel } = readStartOptions(process.argv.slice(2), process.env);
const data = process.env['LEX_CHAT_DATA'] ?? '.lex-chat';
const allowedOrigins = (process.env['ALLOWED_ORIGINS'] ?? '')
  .split(',')
  .map(origin => origin.trim())
  .filter(Boolean);
/** Rates and budgets of this shell's, for whoever tries what happens beyond them. */
const limits: LimitVariables = Object.fromEntries(
  Object.keys(LIMIT_OPTIONS).flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])),
);
const models = readOffers(process.env['MODELS']);

try {
  const bots = await chooseBots(wanted);
  claimFolder(data);
  const logFile = createWriteStream(join(data, 'functions.log'), { flags: 'a' });
  const log = (line: string) => void logFile.write(`${line}\n`);
  const stack = await startStack({
    port,
    data,
    log,
    allowedOrigins,
    bots,
    limits,
    ...(models && { models }),
    channels: channel !== undefined,
    knowledge: true,
    faults: true,
  });
  welcome(stack);
  if (channel !== undefined) speakOver(channel, stack, say);
  stopOnSignal(async () => {
    await stack.close();
    logFile.end();
  });
} catch (error) {
  giveUp(explain(error));
}

function welcome({ url, bots }: Stack): void {
  const named = bots.map(({ name, locales }) => `${name} (${locales.join(', ')})`);
  const others = allowedOrigins.length === 0 ? '' : `  pages of ${allowedOrigins.join(', ')} may chat too\n`;
  say(`
lex-chat runs at ${url}

  the shop ${url}/
  the bank ${url}/bank.html
  the playground ${url}/playground/
${others}
  AWS                here
  Amazon Lex V2      a runtime of this project, with the bots ${named.join(', ')}
  Amazon Bedrock     aimock, answering from the pages of the demo site
  DynamoDB           dynalite; data is kept in ${data}/
  API Gateway        a gateway of this project: REST, WebSocket, @connections
  Lambda             the deployed functions in child processes; their log is ${join(data, 'functions.log')}
  S3                 a server of this project; files are kept in ${data}/
  Secrets Manager    a key in ${data}/

Ctrl-C stops it.`);
}

function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false;
  const stop = () => {
    // A second Ctrl-C does not wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    void close().then(() => {
      say('Stopped.');
      process.exit(0);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function explain(error: unknown): string {
  if (error instanceof FolderInUse) {
    return `Another lex-chat is using ${error.message}/. Stop it, or choose another folder: LEX_CHAT_DATA=.lex-chat-2 npm start`;
  }
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port < 65_535 ? port + 1 : port - 1} npm start`;
  }
  if (code === 'EACCES' || code === 'EROFS')
    return `${path ?? data} cannot be written to. Choose another folder: LEX_CHAT_DATA=… npm start`;
  if (wanted?.endsWith('.zip')) return `${wanted}: ${message}`;
  return error instanceof Error ? (error.stack ?? message) : String(error);
}

/** The project's bots, with the wanted one in front: one of them, or one that was exported from the Lex V2 console. */
async function chooseBots(wanted: string | undefined): Promise<LocalBots> {
  if (wanted === undefined) return BOTS;
  if (wanted.endsWith('.zip')) return withFirst(await readExport(wanted));
  const known = BOTS.find(({ name }) => name === wanted);
  return known ? withFirst(known) : BOTS;
}

/** A bot's own name may hold what a page cannot ask for; the first need not be asked for. */
async function readExport(file: string): Promise<LocalBot> {
  const bot = readLexJson(await readFile(file));
  return { name: bot.Name.replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, BOT_NAME_MAX_LENGTH), bot, hasFunction: false };
}

/** The models that visitors may choose here: what functions could not read stops before they start. */
function readOffers(MODELS: string | undefined): readonly ModelItem[] | undefined {
  if (!MODELS) return undefined;
  try {
    readModels({ MODEL: '', MODEL_MAX_TOKENS: '1', MODELS });
    return JSON.parse(MODELS) as readonly ModelItem[];
  } catch (error) {
    return giveUp((error as Error).message);
  }
}

function giveUp(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
