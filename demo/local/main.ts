import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startStack } from './stack.ts';

const DATA = '.lex-chat';
const PORT_DEFAULT = 8080;

const port = readPort(process.env['PORT']);
mkdirSync(DATA, { recursive: true });
const logFile = createWriteStream(join(DATA, 'functions.log'), { flags: 'a' });

const stack = await startStack({ port, data: DATA, log: line => logFile.write(`${line}\n`) }).catch(
  (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return giveUp(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`);
  },
);

say(`
lex-chat runs at ${stack.url}

  what               stood in for by
  Amazon Lex V2      a runtime of this project, with the bot hello-world (ko_KR, en_US)
  Amazon Bedrock     aimock, answering from the pages of the demo site
  DynamoDB           dynalite; data is kept in ${DATA}/
  API Gateway        a gateway of this project: REST, WebSocket, @connections
  Lambda             the deployed functions in child processes; their log is ${join(DATA, 'functions.log')}
  Secrets Manager    a key in ${DATA}/

Ctrl-C stops it.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // A second Ctrl-C finds no listener any more, and ends the process at once.
    void stack.close().then(() => {
      logFile.end();
      say('Stopped.');
    });
  });
}

function readPort(value = String(PORT_DEFAULT)): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number <= 65_535) return number;
  return giveUp(`PORT is ${value}: it should be a number from 0 to 65535`);
}

function giveUp(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
