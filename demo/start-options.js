import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../install.js';

/** What the bots of this project are called. Here, where nothing need be installed to know it. */
export const BOT_NAMES = ['hello-world', 'banking'];

const CHANNELS = ['messenger', 'slack'];
const PORT_DEFAULT = 8080;

const USAGE = `npm start -- [--bot <name or file>] [--channel <platform>]

The demo shop, the demo bank and the service behind them, at http://localhost:${PORT_DEFAULT}.

  --bot banking           which bot the shop has: ${BOT_NAMES.join(' (as without this) or ')}
  --bot MyBot.zip         or one that was exported from the Lex V2 console
  --channel messenger     what is typed here is said by somebody on Facebook Messenger,
  --channel slack         or on Slack, each by a stand-in
  --help                  shows this and starts nothing

  PORT                    another port
  ALLOWED_ORIGINS         the origins of other pages that may chat, with commas between
  LEX_CHAT_DATA           the folder for conversations and files, otherwise .lex-chat
`;

/**
 * Reads what `npm start` was told. Where that cannot be, or is a question for help, it says so and ends the process: before
 * anything is installed, built or started for it.
 */
export function readStartOptions(args, { PORT }) {
  try {
    const { help, ...options } = parseArgs({
      args,
      options: { bot: { type: 'string' }, channel: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
    if (help) {
      process.stdout.write(USAGE);
      process.exit(0);
    }
    check(options);
    return { ...options, port: readPort(PORT) };
  } catch (error) {
    process.stderr.write(`${error.message}\n${error instanceof TypeError ? `\n${USAGE}` : ''}`);
    process.exit(1);
  }
}

function check({ bot, channel }) {
  if (channel !== undefined && !CHANNELS.includes(channel))
    throw new RangeError(`There is no channel ${channel}: it is ${CHANNELS.join(' or ')}`);
  if (bot?.endsWith('.zip')) {
    const file = resolve(ROOT, bot);
    if (existsSync(file)) return;
    throw new RangeError(
      `There is no file ${file}: --bot takes the .zip of a bot that was exported from the Lex V2 console`,
    );
  }
  if (bot !== undefined && !BOT_NAMES.includes(bot))
    throw new RangeError(`There is no bot ${bot}: it is one of ${BOT_NAMES.join(', ')}, or the .zip of an export`);
}

function readPort(port = String(PORT_DEFAULT)) {
  if (/^\d+$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new RangeError(`PORT is ${port}: it should be a number from 0 to 65535`);
}
