import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { Agent, request } from 'node:http';
import { startLexServer } from './server.ts';

/** Measures how many RecognizeText calls a second the laptop's Lex answers over HTTP: `npm run bench:lex`. */

const WARM_UP_MS = 1_000;
const MEASURED_MS = 5_000;
const CLIENTS = 32;
const TEXTS = ['안녕', '저는 민수예요', '네', '배송은 얼마나 걸려요?', '안녕하세요 저는 보라예요', '아니요'];

const lex = await startLexServer({ bots: [{ botId: 'BOT0000001', aliasId: 'ALIAS00001', bot: helloWorld }] });
const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
await callsWithin(WARM_UP_MS);
const calls = await callsWithin(MEASURED_MS);
process.stdout.write(`${Math.round(calls / (MEASURED_MS / 1_000))} RecognizeText calls a second\n`);
agent.destroy();
await lex.close();

/** Each client holds a conversation of its own, one call after the other. */
async function callsWithin(durationMs: number): Promise<number> {
  const end = performance.now() + durationMs;
  const counts = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      let count = 0;
      for (; performance.now() < end; count++) await say(`client-${client}`, TEXTS[count % TEXTS.length]!);
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function say(sessionId: string, text: string): Promise<void> {
  const path = `/bots/BOT0000001/botAliases/ALIAS00001/botLocales/ko_KR/sessions/${sessionId}/text`;
  return new Promise((resolve, reject) => {
    request(`${lex.url}${path}`, { method: 'POST', agent }, response => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode ?? 0}`));
      response.resume().once('end', resolve);
    })
      .once('error', reject)
      .end(JSON.stringify({ text }));
  });
}
