import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { createBankingHooks } from './banking.ts';
import type { AccountStore } from './banking/account-store.ts';
import { createMemoryAccounts } from './banking/fake-accounts.ts';
import { fakeEvent, type GivenEvent } from './fake-event.ts';
import { checkResponse } from './kit/check-response.ts';
import { byIntent } from './kit/routes.ts';
import { VISITOR_ATTRIBUTE } from '../conversation/own-attributes.ts';

const TRANSFER = {
  SourceBank: '새벗은행',
  SourceAccount: '입출금',
  TargetBank: '모아은행',
  TargetAccount: '저축',
  Amount: '50000',
};
const NOTHING = { SourceBank: null, SourceAccount: null, TargetBank: null, TargetAccount: null, Amount: null };

describe('who speaks', () => {
  it.each(['CheckBalance', 'TransferMoney', 'RecentTransfers'])(
    'is refused by %s when nobody has verified it',
    async intent => {
      const opened: string[] = [];
      const accounts: AccountStore = { ...createMemoryAccounts(), open: async visitor => (opened.push(visitor), []) };
      for (const visitor of ['', undefined]) {
        const { texts, sessionState } = await ask(
          { intent, slots: TRANSFER, visitor, source: 'FulfillmentCodeHook' },
          accounts,
        );
        expect(texts).toEqual([expect.stringContaining('본인 확인이 되지 않아')]);
        expect(sessionState.intent.state).toBe('Failed');
      }
      expect(opened).toEqual([]);
    },
  );

  it('is the visitor whose accounts are looked into, whatever else a client says', async () => {
    const opened: string[] = [];
    const memory = createMemoryAccounts();
    const accounts: AccountStore = { ...memory, open: visitor => (opened.push(visitor), memory.open(visitor)) };
    const attributes = { visitor: 'mallory', visitorId: 'mallory' };
    await ask({ slots: { BankName: '모아은행', BankAccount: '저축' }, attributes, visitor: 'alice' }, accounts);
    expect(opened).toEqual(['alice']);
  });
});

describe('a transfer', () => {
  const confirmed = {
    intent: 'TransferMoney',
    slots: TRANSFER,
    confirmation: 'Confirmed',
    source: 'FulfillmentCodeHook',
    messageId: 'm1',
  } as const;

  it('moves the money once, however often the hook is called for one message', async () => {
    const accounts = createMemoryAccounts();
    const first = await ask(confirmed, accounts);
    const again = await Promise.all([ask(confirmed, accounts), ask(confirmed, accounts)]);
    expect(first.texts[0]).toBe('새벗은행 입출금 계좌에서 모아은행 저축 계좌로 50,000원을 보냈어요.');
    expect(again.map(({ texts }) => texts)).toEqual([first.texts, first.texts]);
    expect(await balanceOf(accounts, 'saebeot')).toBe(270_000);
  });

  it('moves it again for another message', async () => {
    const accounts = createMemoryAccounts();
    await ask(confirmed, accounts);
    await ask({ ...confirmed, messageId: 'm2' }, accounts);
    expect(await balanceOf(accounts, 'saebeot')).toBe(220_000);
  });

  it('moves nothing while Lex only checks, or when no message is named', async () => {
    const accounts = createMemoryAccounts();
    await ask({ ...confirmed, source: 'DialogCodeHook' }, accounts);
    const { sessionState } = await ask({ ...confirmed, messageId: undefined }, accounts);
    expect(sessionState.intent.state).toBe('Failed');
    expect(await balanceOf(accounts, 'saebeot')).toBe(320_000);
  });

  it('asks for the amount again when another one has taken the money meanwhile', async () => {
    const accounts = createMemoryAccounts();
    await ask({ ...confirmed, slots: { ...TRANSFER, Amount: '300000' } }, accounts);
    const { texts, sessionState } = await ask({ ...confirmed, messageId: 'm2' }, accounts);
    expect(texts).toEqual([
      '새벗은행 입출금 계좌의 잔액이 20,000원이라서 50,000원을 보낼 수 없어요.',
      '20,000원까지 보낼 수 있어요. 얼마를 보낼까요?',
    ]);
    expect(sessionState).toMatchObject({
      dialogAction: { type: 'ElicitSlot', slotToElicit: 'Amount' },
      intent: {
        confirmationState: 'None',
        slots: { Amount: null, SourceBank: { value: { interpretedValue: '새벗은행' } } },
      },
    });
  });

  it('lets Lex go on after a no', async () => {
    const { sessionState, texts } = await ask({ ...confirmed, confirmation: 'Denied', source: 'DialogCodeHook' });
    expect([sessionState.dialogAction.type, texts]).toEqual(['Delegate', []]);
  });

  it('is remembered once, newest first, ten at most', async () => {
    const accounts = createMemoryAccounts();
    let attributes: Readonly<Record<string, string>> = {};
    for (let i = 1; i <= 12; i++) {
      const transfer = { ...confirmed, slots: { ...TRANSFER, Amount: String(i) }, attributes, messageId: `m${i}` };
      attributes = (await ask(transfer, accounts)).sessionState.sessionAttributes;
      attributes = (await ask({ ...transfer, attributes }, accounts)).sessionState.sessionAttributes;
    }
    const { texts } = await ask({ intent: 'RecentTransfers', source: 'FulfillmentCodeHook', attributes }, accounts);
    const lines = texts[1]!.split('\n');
    expect(lines).toHaveLength(10);
    expect([lines[0], lines[9]]).toEqual([
      '• 새벗은행 입출금 → 모아은행 저축 12원',
      '• 새벗은행 입출금 → 모아은행 저축 3원',
    ]);
  });
});

describe('an amount', () => {
  it.each(['0', '-5', '1.5', '1e30', 'NaN'])('is asked for again when it is %s', async Amount => {
    const { texts, sessionState } = await ask({ intent: 'TransferMoney', slots: { ...TRANSFER, Amount } });
    expect(texts).toEqual(['1원 이상의 금액을 원 단위로 적어 주세요. 얼마를 보낼까요?']);
    expect(sessionState.dialogAction).toEqual({ type: 'ElicitSlot', slotToElicit: 'Amount' });
  });

  it('is checked as soon as the source is known', async () => {
    const slots = { ...NOTHING, SourceBank: '새벗은행', Amount: '900000' };
    const { texts, sessionState } = await ask({ intent: 'TransferMoney', slots });
    expect(texts).toHaveLength(2);
    expect(sessionState.dialogAction).toEqual({ type: 'ElicitSlot', slotToElicit: 'Amount' });
  });

  it('is written out for the confirmation', async () => {
    const { sessionState } = await ask({ intent: 'TransferMoney', slots: TRANSFER });
    expect(sessionState.dialogAction.type).toBe('Delegate');
    expect(sessionState.sessionAttributes['transferAmount']).toBe('50,000원');
  });
});

describe('the account checked last', () => {
  const begun = { intent: 'TransferMoney', slots: { ...NOTHING, UseLastAccount: null } } as const;
  const attributes = { lastAccount: 'hangyeol-savings' };

  it('is offered as the source', async () => {
    const { texts, sessionState } = await ask({ ...begun, attributes });
    expect(texts).toEqual(['방금 확인하신 한결은행 저축 계좌에서 보낼까요? 잔액은 8,400,000원이에요.']);
    expect(sessionState.dialogAction).toEqual({ type: 'ElicitSlot', slotToElicit: 'UseLastAccount' });
  });

  it('becomes the source after a yes, and not after a no', async () => {
    const yes = await ask({ ...begun, slots: { ...NOTHING, UseLastAccount: 'Yes' }, attributes });
    expect(yes.sessionState.intent.slots).toMatchObject({
      SourceBank: { value: { interpretedValue: '한결은행' } },
      SourceAccount: { value: { interpretedValue: '저축' } },
    });
    const no = await ask({ ...begun, slots: { ...NOTHING, UseLastAccount: 'No' }, attributes });
    expect(no.sessionState.intent.slots).toMatchObject({ SourceBank: null });
    expect(no.sessionState.dialogAction.type).toBe('Delegate');
  });

  it.each([
    ['the source is named', { ...NOTHING, SourceBank: '모아은행' }, attributes],
    ['the money is to go there', { ...NOTHING, TargetBank: '한결은행', TargetAccount: '저축' }, attributes],
    ['it is none of the visitor’s', NOTHING, { lastAccount: 'swiss-numbered' }],
    ['none was checked', NOTHING, {}],
  ])('is not offered when %s', async (_, slots, given) => {
    const { sessionState } = await ask({ ...begun, slots: { ...slots, UseLastAccount: null }, attributes: given });
    expect(sessionState.dialogAction.type).toBe('Delegate');
  });
});

describe('another source', () => {
  const attributes = { lastAccount: 'saebeot-checking' };
  const begun = { intent: 'TransferMoney', attributes, slots: { ...NOTHING, UseLastAccount: null } } as const;
  const actionOf = async (given: Asked) => (await ask(given)).sessionState.dialogAction.type;

  it('named in words that Lex put into no slot keeps the last account from being offered', async () => {
    expect(await actionOf({ ...begun, says: '모아은행 거기 있는 돈을 좀' })).toBe('Delegate');
    expect(await actionOf({ ...begun, says: 'Moa Bank, please', localeId: 'en_US' })).toBe('Delegate');
    const slots = { ...begun.slots, SourceAccount: '저축' };
    expect(await actionOf({ ...begun, slots })).toBe('Delegate');
  });

  it('is not seen in the bank that the money goes to, nor in the last account itself', async () => {
    const slots = { ...begun.slots, TargetBank: '모아은행' };
    expect(await actionOf({ ...begun, slots, says: '모아은행으로 보내 줘' })).toBe('ElicitSlot');
    expect(await actionOf({ ...begun, says: '새벗은행 돈을 보내 줘' })).toBe('ElicitSlot');
  });
});

describe('a table that does not answer', () => {
  const down: AccountStore = {
    open: async () => {
      throw new UpstreamError('dynamodb', { cause: 'down' });
    },
    transfer: createMemoryAccounts().transfer,
  };
  const silent: AccountStore = { ...down, open: createMemoryAccounts().open, transfer: () => down.open('') as never };

  it('is told, without a guess at the money', async () => {
    const { texts, warnings } = await ask({ slots: { BankName: '모아은행', BankAccount: null } }, down);
    expect(texts).toEqual(['지금은 은행에 연결할 수 없어요. 잠시 뒤에 다시 시도해 주세요.']);
    expect(warnings).toEqual(['accounts-unavailable']);
  });

  it('in the middle of a transfer leaves it open, honestly', async () => {
    const transfer = {
      intent: 'TransferMoney',
      slots: TRANSFER,
      source: 'FulfillmentCodeHook',
      messageId: 'm1',
    } as const;
    const { texts, warnings } = await ask(transfer, silent);
    expect(texts[0]).toContain('이체가 됐는지 아직 알 수 없어요');
    expect(warnings).toEqual(['transfer-uncertain']);
  });
});

it('shows no transfers that a page has made up in another shape', async () => {
  const recentTransfers = '[{"id":"m","from":"<img>","to":"moa-savings","amount":1},7,null]';
  const attributes = { recentTransfers };
  const { texts } = await ask({ intent: 'RecentTransfers', source: 'FulfillmentCodeHook', attributes });
  expect(texts).toEqual(['이 대화에서는 아직 이체한 내역이 없어요.']);
});

interface Asked extends GivenEvent {
  readonly visitor?: string | undefined;
  readonly messageId?: string | undefined;
}

async function ask(given: Asked, accounts: AccountStore = createMemoryAccounts()) {
  const warnings: string[] = [];
  const hook = byIntent(createBankingHooks({ accounts, warn: event => void warnings.push(event) }));
  const visitor = 'visitor' in given ? given.visitor : 'minsu';
  const event = fakeEvent({
    ...given,
    attributes: {
      ...given.attributes,
      ...(visitor !== undefined && { [VISITOR_ATTRIBUTE]: visitor }),
      ...(given.messageId !== undefined && { 'lex-chat:message': given.messageId }),
    },
  });
  const response = await hook(event, new AbortController().signal);
  checkResponse(event, response);
  const texts = (response.messages ?? []).map(message => (message.contentType === 'PlainText' ? message.content : ''));
  return { texts, warnings, sessionState: response.sessionState };
}

async function balanceOf(accounts: AccountStore, bank: string): Promise<number | undefined> {
  return (await accounts.open('minsu')).find(account => account.bank === bank)?.balance;
}
