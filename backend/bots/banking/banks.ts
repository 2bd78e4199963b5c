import type { SlotType } from '../bot.ts';

export type BankingLocaleId = 'ko_KR' | 'en_US';
export type BankId = keyof typeof BANKS;
export type AccountKind = keyof typeof KINDS;

/** A value of a slot type: how the bot calls it, and how visitors may. */
interface Named {
  readonly name: string;
  readonly synonyms: readonly string[];
}

/** Invented banks. Each language also understands the other's names. */
const BANKS = {
  hangyeol: {
    ko_KR: { name: '한결은행', synonyms: ['한결', '한결 은행', '한결뱅크', 'Hangyeol'] },
    en_US: { name: 'Hangyeol Bank', synonyms: ['Hangyeol', 'Hangyul', 'Hangyul Bank', '한결은행'] },
  },
  saebeot: {
    ko_KR: { name: '새벗은행', synonyms: ['새벗', '새벗 은행', '새벗뱅크', 'Saebeot'] },
    en_US: { name: 'Saebeot Bank', synonyms: ['Saebeot', 'Saebut', 'Saebut Bank', '새벗은행'] },
  },
  moa: {
    ko_KR: { name: '모아은행', synonyms: ['모아', '모아 은행', '모아뱅크', 'Moa'] },
    en_US: { name: 'Moa Bank', synonyms: ['Moa', 'Moah', 'Moah Bank', '모아은행'] },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<BankingLocaleId, Named>>>>;

const KINDS = {
  checking: {
    ko_KR: { name: '입출금', synonyms: ['자유입출금', '입출금 통장', '보통예금', '월급 통장', '생활비 통장'] },
    en_US: { name: 'checking', synonyms: ['chequing', 'current', 'everyday', 'checkings', '입출금'] },
  },
  savings: {
    ko_KR: { name: '저축', synonyms: ['저축예금', '저축 통장', '적금', '예금', '세이빙'] },
    en_US: { name: 'savings', synonyms: ['saving', 'deposit', 'nest egg', '저축'] },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<BankingLocaleId, Named>>>>;

/** The locales this bot speaks. */
export function isBankingLocaleId(localeId: string): localeId is BankingLocaleId {
  return localeId === 'ko_KR' || localeId === 'en_US';
}

export const BANK_IDS = Object.keys(BANKS) as readonly BankId[];
export const ACCOUNT_KINDS = Object.keys(KINDS) as readonly AccountKind[];

export function bankName(bank: BankId, localeId: BankingLocaleId): string {
  return BANKS[bank][localeId].name;
}

export function kindName(kind: AccountKind, localeId: BankingLocaleId): string {
  return KINDS[kind][localeId].name;
}

/** The bank whose name a slot holds; undefined for anything else. */
export function bankNamed(name: string, localeId: BankingLocaleId): BankId | undefined {
  return BANK_IDS.find(bank => bankName(bank, localeId) === name);
}

export function kindNamed(name: string, localeId: BankingLocaleId): AccountKind | undefined {
  return ACCOUNT_KINDS.find(kind => kindName(kind, localeId) === name);
}

/** The banks that a text names, in whatever words: more than Lex may have put into slots. */
export function banksIn(text: string, localeId: BankingLocaleId): readonly BankId[] {
  const said = compact(text);
  return BANK_IDS.filter(bank => {
    const { name, synonyms } = BANKS[bank][localeId];
    return [name, ...synonyms].some(word => said.includes(compact(word)));
  });
}

/** Korean writes names together or apart as it likes. */
function compact(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
}

/** The slot types `BankName` and `AccountKind` of a locale. */
export function slotTypesIn(localeId: BankingLocaleId): readonly SlotType[] {
  return [
    slotType(
      'BankName',
      'The banks at which demo accounts are held.',
      BANK_IDS.map(bank => BANKS[bank][localeId]),
    ),
    slotType(
      'AccountKind',
      'What an account is for.',
      ACCOUNT_KINDS.map(kind => KINDS[kind][localeId]),
    ),
  ];
}

function slotType(Name: string, Description: string, values: readonly Named[]): SlotType {
  return {
    Name,
    Description,
    ValueSelectionSetting: { ResolutionStrategy: 'TOP_RESOLUTION' },
    SlotTypeValues: values.map(({ name, synonyms }) => ({
      SampleValue: { Value: name },
      Synonyms: synonyms.map(Value => ({ Value })),
    })),
  };
}
