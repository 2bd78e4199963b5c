import type { LexV2Message } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { fakeEvent } from '../fake-event.ts';
import { checkResponse, checked, HookResponseError } from './check-response.ts';
import type { HookResponse } from './hook.ts';
import { choiceCard, plainTexts } from './message.ts';
import { close, delegate, elicitSlot } from './respond.ts';

const event = fakeEvent({ intent: 'OrderPizza', slots: { Size: null }, source: 'FulfillmentCodeHook' });

const say = (...messages: readonly LexV2Message[]) => close(event, 'Fulfilled', messages);
const keep = (value: string) => delegate(event, { attributes: { kept: value } });
const button = (text: string) => choiceCard('title', [text]);

describe('what Lex takes', () => {
  it.each<[string, HookResponse]>([
    ['1,000 characters', say(...plainTexts(['가'.repeat(1_000)]))],
    ['ten messages', say(...plainTexts(Array.from({ length: 10 }, () => '네')))],
    ['12 KB of attributes', keep('x'.repeat(12 * 1_024 - '{"kept":""}'.length))],
    ['a card of five buttons', say(choiceCard('x'.repeat(250), ['1', '2', '3', '4', 'x'.repeat(50)]))],
    ['silence', say()],
  ])('passes: %s', (_, response) => {
    checkResponse(event, response);
  });
});

describe('what Lex would refuse', () => {
  it.each<[string, HookResponse, string]>([
    [
      '1,001 characters',
      say(...plainTexts(['네', '가'.repeat(1_001)])),
      'message 2 of 1001 characters; Lex takes 1000',
    ],
    ['an empty text', say(...plainTexts([''])), 'an empty text as message 1'],
    ['eleven messages', say(...plainTexts(Array.from({ length: 11 }, () => '네'))), '11 messages; Lex takes 10'],
    ['over 12 KB of attributes', keep('가'.repeat(4_096)), 'bytes; Lex takes 12288'],
    ['over 25 KB', say(...plainTexts(Array.from({ length: 9 }, () => '가'.repeat(1_000)))), 'bytes; Lex takes 25600'],
    ['six buttons', say(choiceCard('title', ['1', '2', '3', '4', '5', '6'])), '6 buttons; Lex takes 5'],
    ['a long button', say(button('x'.repeat(51))), 'button text in message 1 of 51 characters; Lex takes 50'],
    [
      'a question without words',
      { sessionState: { ...delegate(event).sessionState, dialogAction: { type: 'ConfirmIntent' } } },
      'needs',
    ],
    ['a slot of another intent', without(elicitSlot(event, 'Size', []), 'Size'), 'Size, which is none of its slots'],
  ])('is told of, by intent, bot and locale: %s', (_, response, fault) => {
    const check = () => checkResponse(event, response);
    expect(check).toThrow(HookResponseError);
    expect(check).toThrow('The FulfillmentCodeHook of OrderPizza (Banking, ko_KR) answered with');
    expect(check).toThrow(fault);
  });
});

it('holds a hook to it', async () => {
  const hook = checked(async () => say(...plainTexts(['x'.repeat(2_000)])));
  await expect(hook(event, new AbortController().signal)).rejects.toThrow('OrderPizza');
});

function without(response: HookResponse, slot: string): HookResponse {
  const { [slot]: _, ...slots } = response.sessionState.intent.slots;
  const { sessionState } = response;
  return { sessionState: { ...sessionState, intent: { ...sessionState.intent, slots } } };
}
