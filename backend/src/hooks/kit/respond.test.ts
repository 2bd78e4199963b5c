import { expect, it } from 'vitest';
import { fakeEvent } from '../fake-event.ts';
import { plainTexts } from './message.ts';
import { close, confirmIntent, delegate, elicitIntent, elicitSlot } from './respond.ts';

const event = fakeEvent({
  intent: 'OrderPizza',
  slots: { Size: 'large', Topping: 'basil' },
  attributes: { basket: '[]', coupon: 'A1' },
  confirmation: 'Confirmed',
});
const question = plainTexts(['Which?']) as [ReturnType<typeof plainTexts>[number]];

it('hands back what a hook does not change', () => {
  const { sessionState } = delegate(event);
  expect(sessionState.intent).toEqual(event.sessionState.intent);
  expect(sessionState.sessionAttributes).toEqual({ basket: '[]', coupon: 'A1' });
});

it('fills and empties slots, sets and removes attributes', () => {
  const change = { slots: { Size: 'small', Topping: null }, attributes: { basket: '[1]', coupon: null } };
  const { sessionState } = delegate(event, change);
  expect(sessionState.intent.slots).toEqual({
    Size: { shape: 'Scalar', value: { originalValue: 'small', interpretedValue: 'small', resolvedValues: ['small'] } },
    Topping: null,
  });
  expect(sessionState.sessionAttributes).toEqual({ basket: '[1]' });
});

it('empties the slot it asks for, and wants the confirmation once more', () => {
  const { sessionState, messages } = elicitSlot(event, 'Size', question);
  expect(sessionState.dialogAction).toEqual({ type: 'ElicitSlot', slotToElicit: 'Size' });
  expect(sessionState.intent).toMatchObject({ state: 'InProgress', confirmationState: 'None', slots: { Size: null } });
  expect(messages).toEqual([{ contentType: 'PlainText', content: 'Which?' }]);
});

it('leaves messages out where there are none, so that Lex says its own', () => {
  expect(elicitSlot(event, 'Size', [])).not.toHaveProperty('messages');
  expect(close(event, 'Fulfilled', [])).not.toHaveProperty('messages');
});

it('closes as told', () => {
  const { sessionState } = close(event, 'Failed', []);
  expect(sessionState).toMatchObject({ dialogAction: { type: 'Close' }, intent: { state: 'Failed' } });
});

it('asks for another intent, or for a yes', () => {
  expect(elicitIntent(event, question).sessionState.dialogAction).toEqual({ type: 'ElicitIntent' });
  expect(confirmIntent(event, question).sessionState).toMatchObject({
    dialogAction: { type: 'ConfirmIntent' },
    intent: { confirmationState: 'None' },
  });
});
