import type { Answers } from './answers.ts';
import type { BankingLocaleId } from './banks.ts';
import { englishAnswers } from './en-answers.ts';
import { koreanAnswers } from './ko-answers.ts';

export function answersIn(localeId: BankingLocaleId): Answers {
  return ANSWERS[localeId];
}

const ANSWERS: Readonly<Record<BankingLocaleId, Answers>> = { ko_KR: koreanAnswers, en_US: englishAnswers };
