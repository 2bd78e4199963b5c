import { expect, it } from 'vitest';
import { hearConfirmation } from './hear-confirmation.ts';

it.each([
  '응',
  '네',
  '네 맞아요',
  '넵!',
  '맞아요',
  '그래',
  'ㅇㅇ',
  '네네',
  '좋아요',
  'yes',
  'Yep',
  'yes please',
  "that's right",
  'OK',
  'sure',
])('hears yes in “%s”', text => {
  expect(hearConfirmation(text)).toBe('yes');
});

it.each([
  '아니',
  '아니요 다시',
  '아뇨',
  '아닌데요',
  '틀렸어요',
  'ㄴㄴ',
  '안 맞아요',
  '그게 아니에요',
  '아니요, 저는 민수예요',
  'no',
  'Nope',
  "no, it's Anna",
  'that is wrong',
  'not really',
])('hears no in “%s”', text => {
  expect(hearConfirmation(text)).toBe('no');
});

it.each([
  '',
  '👍🏽?',
  '민수',
  '네이버에서 봤어요',
  '예약하고 싶어요',
  '배송은 얼마나 걸려요?',
  '응급실이 어디예요',
  'Anna',
  'nothing',
  'okinawa',
  'yesterday',
])('hears neither in “%s”', text => {
  expect(hearConfirmation(text)).toBeUndefined();
});
