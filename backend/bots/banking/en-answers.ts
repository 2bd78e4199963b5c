import type { AccountName, Answers } from './answers.ts';
import { bankName, kindName } from './banks.ts';

const DIGITS = new Intl.NumberFormat('en-US');

export const englishAnswers: Answers = {
  won,
  balance: account => [
    `Your ${name(account)} holds ${won(account.balance)}.`,
    'To send money from it, just say “transfer”.',
  ],
  offer: account => [
    `Should it come from your ${name(account)}? You just checked it; it holds ${won(account.balance)}.`,
  ],
  noSuchAccount: (account, accounts) => [
    `You have no ${kindName(account.kind, 'en_US')} account at ${bankName(account.bank, 'en_US')}.`,
    `Your accounts are ${accounts.map(short).join(', ')}. Which bank should it be?`,
  ],
  sameAccount: () => ['The money would go back to the same account. Which bank should it go to?'],
  noAmount: () => ['The amount has to be at least 1 won, in whole won. How much should I send?'],
  tooLittle: (source, amount) => [
    `Your ${name(source)} holds ${won(source.balance)}, which is not enough to send ${won(amount)}.`,
    `You can send up to ${won(source.balance)}. How much should I send?`,
  ],
  nothingLeft: source => [
    `There is no money left in your ${name(source)}.`,
    'Which other bank should the money come from?',
  ],
  transferred: ({ from, to, amount }, source) => [
    `I’ve sent ${won(amount)} from your ${name(from)} to your ${name(to)}.`,
    `Your ${name(source)} now holds ${won(source.balance)}.`,
  ],
  recent: transfers =>
    transfers.length === 0
      ? ['You haven’t made a transfer in this conversation yet.']
      : [
          'These are your recent transfers:',
          transfers.map(({ from, to, amount }) => `• ${short(from)} → ${short(to)}: ${won(amount)}`).join('\n'),
        ],
  unverified: () => [
    'I can’t tell who you are, so I can’t look into any account. Please reload the page and try again.',
  ],
  unavailable: () => ['I can’t reach the bank at the moment. Please try again a little later.'],
  uncertain: () => [
    'The bank didn’t answer, so I don’t know yet whether the money was sent.',
    'Please check the balance before you try again.',
  ],
};

function won(amount: number): string {
  return `${DIGITS.format(amount)} won`;
}

function name(account: AccountName): string {
  return `${short(account)} account`;
}

function short({ bank, kind }: AccountName): string {
  return `${bankName(bank, 'en_US')} ${kindName(kind, 'en_US')}`;
}
