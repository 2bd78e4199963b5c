import { parseArgs } from 'node:util';
import { TOKEN_PRICES } from './prices.ts';
import { USUAL, type Use } from './use.ts';

/** For `--help`, and after what is wrong. */
export const HELP = `What a month costs, by service. Left out is the usual:

  npm run cost -- --visitors 10000

  --visitors N        a month, to pages with the chat; this one has no usual
  --turns N           of one who opens it: ${USUAL.turns}
  --opened N          share of visitors who open it, 0 to 1: ${USUAL.opened}
  --model-share N     share of turns that the model answers, 0 to 1: ${USUAL.modelShare}
  --minutes N         for which one is connected: ${USUAL.minutes}
  --model NAME        ${USUAL.model}; known are
                      ${Object.keys(TOKEN_PRICES).join('\n                      ')}
  --prompt-tokens N   read for an answer of the model: ${USUAL.promptTokens}
  --answer-tokens N   written for it: ${USUAL.answerTokens}
  --files N           that one who opens it attaches, of a megabyte each: ${USUAL.files}
  --file-tokens N     read of each by the model: ${USUAL.fileTokens}
  --kept-days N       for which conversations are kept: ${USUAL.keptDays}
  --firewall          with the web application firewall
`;

const OPTIONS = {
  visitors: { type: 'string' },
  turns: { type: 'string' },
  opened: { type: 'string' },
  'model-share': { type: 'string' },
  minutes: { type: 'string' },
  model: { type: 'string' },
  'prompt-tokens': { type: 'string' },
  'answer-tokens': { type: 'string' },
  files: { type: 'string' },
  'file-tokens': { type: 'string' },
  'kept-days': { type: 'string' },
  firewall: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Given = Readonly<Record<string, string | boolean | undefined>>;

/** The arguments of the command line as a `Use`, what is wrong with the first one that is, or a call for `HELP`. */
export function readOptions(args: readonly string[]): { use: Use } | { problem: string } | { help: true } {
  try {
    const { help, ...given } = parseArgs({ args: [...args], options: OPTIONS }).values;
    return help ? { help } : useOf(given);
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function useOf(given: Given): { use: Use } | { problem: string } {
  const problems: string[] = [];
  const number = (name: string, usual: number | undefined, most = Number.MAX_SAFE_INTEGER): number => {
    const text = given[name];
    if (text === undefined && usual !== undefined) return usual;
    const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
    if (value >= 0 && value <= most) return value;
    problems.push(
      text === undefined
        ? `--${name} is missing`
        : `--${name} must be a number from 0${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}, not "${text}"`,
    );
    return 0;
  };
  const model = typeof given['model'] === 'string' ? given['model'] : USUAL.model;
  if (!(model in TOKEN_PRICES))
    problems.push(`--model must be one of ${Object.keys(TOKEN_PRICES).join(', ')}, not "${model}"`);
  const use: Use = {
    visitors: number('visitors', undefined),
    turns: number('turns', USUAL.turns),
    opened: number('opened', USUAL.opened, 1),
    modelShare: number('model-share', USUAL.modelShare, 1),
    minutes: number('minutes', USUAL.minutes),
    model,
    promptTokens: number('prompt-tokens', USUAL.promptTokens),
    answerTokens: number('answer-tokens', USUAL.answerTokens),
    files: number('files', USUAL.files),
    fileTokens: number('file-tokens', USUAL.fileTokens),
    keptDays: number('kept-days', USUAL.keptDays),
    firewall: given['firewall'] === true,
  };
  return problems[0] === undefined ? { use } : { problem: problems[0] };
}
