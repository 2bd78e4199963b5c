import type { AccountName, Answers } from './answers.ts';
import { bankName, kindName } from './banks.ts';

const DIGITS = new Intl.NumberFormat('ko-KR');

/** Every name ends in 계좌 and every sum in 원, so that the particles behind them are fixed. */
export const koreanAnswers: Answers = {
  won,
  balance: account => [
    `${name(account)}의 잔액은 ${won(account.balance)}이에요.`,
    '이 계좌에서 돈을 보내려면 “이체”라고 말씀해 주세요.',
  ],
  offer: account => [`방금 확인하신 ${name(account)}에서 보낼까요? 잔액은 ${won(account.balance)}이에요.`],
  noSuchAccount: (account, accounts) => [
    `${bankName(account.bank, 'ko_KR')}에는 ${kindName(account.kind, 'ko_KR')} 계좌가 없어요.`,
    `가지고 계신 계좌는 ${accounts.map(short).join(', ')}이에요. 어느 은행으로 할까요?`,
  ],
  sameAccount: () => ['보내는 계좌와 받는 계좌가 같아요. 어느 은행 계좌로 보낼까요?'],
  noAmount: () => ['1원 이상의 금액을 원 단위로 적어 주세요. 얼마를 보낼까요?'],
  tooLittle: (source, amount) => [
    `${name(source)}의 잔액이 ${won(source.balance)}이라서 ${won(amount)}을 보낼 수 없어요.`,
    `${won(source.balance)}까지 보낼 수 있어요. 얼마를 보낼까요?`,
  ],
  nothingLeft: source => [`${name(source)}에는 보낼 돈이 없어요.`, '다른 어느 은행 계좌에서 보낼까요?'],
  transferred: ({ from, to, amount }, source) => [
    `${name(from)}에서 ${name(to)}로 ${won(amount)}을 보냈어요.`,
    `${name(source)}에 남은 돈은 ${won(source.balance)}이에요.`,
  ],
  recent: transfers =>
    transfers.length === 0
      ? ['이 대화에서는 아직 이체한 내역이 없어요.']
      : [
          '최근에 이체한 내역이에요.',
          transfers.map(({ from, to, amount }) => `• ${short(from)} → ${short(to)} ${won(amount)}`).join('\n'),
        ],
  unverified: () => ['본인 확인이 되지 않아 계좌를 볼 수 없어요. 페이지를 새로 열고 다시 시도해 주세요.'],
  unavailable: () => ['지금은 은행에 연결할 수 없어요. 잠시 뒤에 다시 시도해 주세요.'],
  uncertain: () => [
    '은행의 답을 받지 못해서 이체가 됐는지 아직 알 수 없어요.',
    '잔액을 확인한 뒤에 다시 시도해 주세요.',
  ],
};

function won(amount: number): string {
  return `${DIGITS.format(amount)}원`;
}

function name(account: AccountName): string {
  return `${short(account)} 계좌`;
}

function short({ bank, kind }: AccountName): string {
  return `${bankName(bank, 'ko_KR')} ${kindName(kind, 'ko_KR')}`;
}
