import { banking } from '@lex-chat/backend/bots/banking';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { measure, readUtterances, shares, type Share } from './measure.ts';

/** `npm run utterances`: how many of the utterances that were written down beforehand the laptop's Lex gets right. */
const BOTS = { 'hello-world': helloWorld, banking };

const rows = ['| bot | locale | right intent | out of scope to FallbackIntent |', '| --- | --- | --- | --- |'];
for (const [name, bot] of Object.entries(BOTS)) {
  for (const { locale, inScope, outOfScope } of shares(await measure(bot, readUtterances(name)))) {
    rows.push(`| ${name} | ${locale} | ${share(inScope)} | ${share(outOfScope)} |`);
  }
}
process.stdout.write(`${rows.join('\n')}\n`);

function share({ right, of }: Share['inScope']): string {
  return `${right} of ${of} (${Math.round((100 * right) / of)} %)`;
}
