import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { describe, expect, it } from 'vitest';
import { converse, type Exchange } from './converse.fake.ts';

/** Says → hears, where it then stands, and the name. Words are the first of each response. */
const DIALOGUES: Readonly<Record<string, readonly Exchange[]>> = {
  'ko_KR greets, asks the name, makes sure of it and closes with two messages': [
    ['안녕', ['안녕하세요! 반가워요.', '어떻게 불러 드리면 될까요? 이름을 알려 주세요.'], 'ElicitSlot Name', null],
    ['저는 민수예요', ['“민수” 님이라고 불러 드리면 될까요?'], 'ConfirmIntent', '민수'],
    [
      '네 맞아요',
      ['민수 님, 만나서 정말 반가워요!', '이제 인사를 나눴으니, 궁금한 점이 있으면 편하게 물어보세요.'],
      'Close Fulfilled',
      '민수',
    ],
  ],
  'ko_KR starts over on no': [
    ['안녕하세요~', 2, 'ElicitSlot Name', null],
    ['민수라고 해요', 1, 'ConfirmIntent', '민수'],
    [
      '아니',
      ['알겠어요, 처음부터 다시 여쭤볼게요.', '어떻게 불러 드리면 될까요? 이름을 알려 주세요.'],
      'ElicitSlot Name',
      null,
    ],
    ['제 이름은 김민수입니다', ['“김민수” 님이라고 불러 드리면 될까요?'], 'ConfirmIntent', '김민수'],
    ['아니요 다시', 2, 'ElicitSlot Name', null],
    ['지은이에요', 1, 'ConfirmIntent', '지은'],
    ['응', 2, 'Close Fulfilled', '지은'],
  ],
  'ko_KR lets a question stand in place of a name, and of a yes or no': [
    ['안녕', 2, 'ElicitSlot Name', null],
    ['영업시간이 어떻게 되나요?', [], 'Close ReadyForFulfillment', undefined],
    ['안녕', 2, 'ElicitSlot Name', null],
    ['민수', 1, 'ConfirmIntent', '민수'],
    ['배송비는 얼마예요?', [], 'Close ReadyForFulfillment', undefined],
    ['민수', [], 'Close ReadyForFulfillment', undefined],
  ],
  'ko_KR stops asking when told to': [
    ['안녕', 2, 'ElicitSlot Name', null],
    [
      '그만',
      ['알겠어요, 여기까지 할게요. 궁금한 점이 있으면 편하게 물어보세요.'],
      'Close ReadyForFulfillment',
      undefined,
    ],
    ['안녕', 2, 'ElicitSlot Name', null],
    ['민수', 1, 'ConfirmIntent', '민수'],
    ['취소', 1, 'Close ReadyForFulfillment', undefined],
    ['네', [], 'Close ReadyForFulfillment', undefined],
  ],
  'ko_KR takes a name that comes with the greeting': [
    [
      '안녕하세요, 저는 민수예요',
      ['안녕하세요! 반가워요.', '“민수” 님이라고 불러 드리면 될까요?'],
      'ConfirmIntent',
      '민수',
    ],
    ['네', 2, 'Close Fulfilled', '민수'],
  ],
  'ko_KR leaves everything else to FallbackIntent, which says nothing': [
    ['배송은 얼마나 걸려요?', [], 'Close ReadyForFulfillment', undefined],
    ['안녕', 2, 'ElicitSlot Name', null],
  ],
  'en_US greets, asks the name, makes sure of it and closes with two messages': [
    ['hello', ['Hello! It’s good to see you.', 'What’s your name?'], 'ElicitSlot Name', null],
    ["I'm Anna", ['So I’ll call you Anna. Is that right?'], 'ConfirmIntent', 'Anna'],
    [
      'yep',
      ['Nice to meet you, Anna!', 'Now that we’ve met, ask me whatever you’d like to know.'],
      'Close Fulfilled',
      'Anna',
    ],
  ],
  'en_US starts over on no': [
    ['hi there', 2, 'ElicitSlot Name', null],
    ['my name is anna', 1, 'ConfirmIntent', 'Anna'],
    ['no', ['All right, let’s start over.', 'What’s your name?'], 'ElicitSlot Name', null],
    ['Bob', 1, 'ConfirmIntent', 'Bob'],
    ["that's right", 2, 'Close Fulfilled', 'Bob'],
  ],
  'en_US lets a question stand in place of a name, and of a yes or no': [
    ['hello', 2, 'ElicitSlot Name', null],
    ['what are your opening hours', [], 'Close ReadyForFulfillment', undefined],
    ['hello', 2, 'ElicitSlot Name', null],
    ['Anna', 1, 'ConfirmIntent', 'Anna'],
    ['how much is delivery?', [], 'Close ReadyForFulfillment', undefined],
  ],
  'en_US stops asking when told to': [
    ['hello', 2, 'ElicitSlot Name', null],
    ['stop', ['All right, let’s leave it there. Ask me anything you like.'], 'Close ReadyForFulfillment', undefined],
    ['hello', 2, 'ElicitSlot Name', null],
    ['Anna', 1, 'ConfirmIntent', 'Anna'],
    ['never mind', 1, 'Close ReadyForFulfillment', undefined],
  ],
};

for (const [name, exchanges] of Object.entries(DIALOGUES)) {
  it(name, () => {
    const [localeId = ''] = name.split(' ');
    expect(converse(helloWorld, localeId, exchanges)).toEqual(exchanges);
  });
}

describe('first words', () => {
  const greetings = {
    ko_KR: [
      '안녕',
      '안녕하세요!!',
      '안녕하세용',
      '안뇽',
      '안녕 반가워요',
      '헬로우',
      'ㅎㅇ',
      '만나서 반갑습니다',
      '좋은 아침',
      '인사하러 왔어요',
      'Hello',
    ],
    en_US: [
      'hello',
      'Hello!',
      'helloooo',
      'helo',
      'hey you',
      'hello friend',
      'good morning!',
      'hello, how are you?',
      'greeting',
      "Hi, I'm Anna",
    ],
  };
  const questions = {
    ko_KR: [
      '배송은 얼마나 걸려요?',
      '환불하고 싶어요',
      '안녕하세요 배송은 얼마나 걸려요?',
      '안녕하세요, 환불하고 싶어요',
      '영업시간 알려줘',
      '이름이 뭐예요?',
      '좋은 차 추천해 주세요',
      '하이라이트',
      '싶어요',
      '👋',
      '안녕히 계세요',
    ],
    en_US: [
      'what are your opening hours?',
      'I want a refund',
      'hello, what are your opening hours?',
      'are you open in the morning',
      'what is your name',
      'can I change my name',
      'please',
      'how long does shipping take?',
    ],
  };

  for (const [localeId, texts] of Object.entries(greetings)) {
    it.each(texts)(`${localeId}: “%s” is a greeting`, text => {
      expect(converse(helloWorld, localeId, [[text, 0, '', null]])[0]![2]).toMatch(/^(ElicitSlot|ConfirmIntent)/);
    });
  }
  for (const [localeId, texts] of Object.entries(questions)) {
    it.each(texts)(`${localeId}: “%s” is none`, text => {
      expect(converse(helloWorld, localeId, [[text, [], '', undefined]])).toEqual([
        [text, [], 'Close ReadyForFulfillment', undefined],
      ]);
    });
  }
});
