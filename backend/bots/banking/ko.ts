import { everyWay } from './every-way.ts';
import type { Wording } from './wording.ts';

/** Particles stand behind fixed words only (계좌, 원): behind a slot they would depend on its last letter. */
export const korean: Wording = {
  localeId: 'ko_KR',
  banks: '은행을 골라 주세요',
  kinds: '계좌를 골라 주세요',
  checkBalance: {
    hears: [
      ...everyWay(
        ['{BankName} {BankAccount} 계좌', '{BankName} {BankAccount} 통장', '{BankName} {BankAccount}'],
        [' 잔액', ' 잔액 알려 줘', ' 잔액이 얼마예요', ' 잔고 확인해 줘', '에 얼마 있어요', '에 돈이 얼마나 남았어'],
      ),
      ...everyWay(
        ['{BankName}', '{BankName} 통장', '{BankName} 계좌', '{BankAccount} 통장', '{BankAccount} 계좌'],
        [' 잔액', ' 잔액 알려 줘', ' 잔액 확인해 주세요', ' 잔고 얼마야', '에 얼마 있어요', '에 돈 얼마 남았어'],
      ),
      ...everyWay(
        ['잔액', '잔고', '계좌 잔액', '통장 잔액', '통장 잔고', '내 계좌'],
        ['', ' 알려 줘', ' 조회', ' 조회해 주세요', ' 확인', ' 확인하고 싶어요', ' 보여 줘', ' 좀 볼게요'],
      ),
      ...everyWay(
        ['통장에', '계좌에', '내 통장에', '내 계좌에'],
        [' 얼마 있어요', ' 얼마 남았어', ' 돈이 얼마나 있는지 알려 줘', ' 얼마 들어 있나요'],
      ),
      '잔액이 얼마예요',
      '잔액이 얼마나 남았나요',
      '잔액 궁금해요',
      '계좌 조회',
      '계좌 조회하려고요',
      '돈이 얼마나 남았는지 궁금해요',
      '남은 돈 확인해 줘',
      '남은 돈이 얼마인지 알고 싶어요',
      '내 돈 얼마 있지',
      '지금 얼마 들어 있어요',
      '예금 얼마 있는지 봐 줘',
    ],
    askBank: [
      '어느 은행 계좌의 잔액을 볼까요?',
      '은행을 잘 못 알아들었어요. 한결은행, 새벗은행, 모아은행 중에서 골라 주시겠어요?',
      '한 번만 더 부탁드려요. “한결은행”처럼 은행 이름만 적어 주세요.',
    ],
    askAccount: [
      '입출금 계좌와 저축 계좌 중에서 어느 쪽을 볼까요?',
      '계좌를 잘 못 알아들었어요. “입출금”이나 “저축”으로 답해 주시겠어요?',
      '한 번만 더 부탁드려요. “입출금”과 “저축” 중에 하나만 적어 주세요.',
    ],
  },
  transferMoney: {
    hears: [
      // What says most comes first: the laptop's Lex takes the first that fits.
      ...everyWay(
        [
          '{SourceBank} {SourceAccount} 계좌에서 {TargetBank} {TargetAccount} 계좌로 {Amount}원',
          '{SourceBank} {SourceAccount} 통장에서 {TargetBank} {TargetAccount} 통장으로 {Amount}원',
          '{SourceBank} {SourceAccount}에서 {TargetBank} {TargetAccount}으로 {Amount}원',
          '{SourceBank}에서 {TargetBank}으로 {Amount}원',
          '{TargetBank} {TargetAccount} 계좌로 {Amount}원',
          '{TargetBank} {TargetAccount} 통장으로 {Amount}원',
        ],
        [' 보내 줘', ' 보내 주세요', ' 이체해 줘', ' 이체해 주세요', ' 송금해 줘', ' 옮겨 줘', ' 이체'],
      ),
      ...everyWay(
        ['{SourceBank}에서 {Amount}원', '{TargetBank}으로 {Amount}원', '{TargetBank}에 {Amount}원'],
        [
          ' 보내 줘',
          ' 보내 주세요',
          ' 이체해 줘',
          ' 이체해 주세요',
          ' 송금해 줘',
          ' 송금해 주세요',
          ' 입금해 줘',
          ' 이체',
        ],
      ),
      ...everyWay(
        [
          '{SourceBank} {SourceAccount} 계좌에서 {TargetBank} {TargetAccount} 계좌로',
          '{SourceBank}에서 {TargetBank}으로',
          '{TargetBank} {TargetAccount} 통장으로',
          '{TargetBank}으로',
          '{SourceBank}에서',
        ],
        [' 돈 보내 줘', ' 돈 보내고 싶어요', ' 이체', ' 이체해 주세요', ' 송금해 줘', ' 돈 옮겨 줘', ' 돈 옮기려고요'],
      ),
      ...everyWay(
        ['{Amount}원'],
        [' 보내 줘', ' 보내 주세요', ' 이체해 주세요', ' 송금', ' 송금해 줘', ' 옮겨 줘', ' 이체 부탁해요'],
      ),
      ...everyWay(
        ['이체', '송금', '계좌 이체', '계좌이체'],
        ['', '해 줘', '해 주세요', '하고 싶어요', '하려고 하는데요', '할게요', ' 부탁드려요', ' 좀 도와줘'],
      ),
      ...everyWay(
        ['돈', '돈을', '돈 좀', '다른 계좌로 돈', '다른 통장으로 돈', '내 계좌로 돈'],
        [
          ' 보내 줘',
          ' 보내 주세요',
          ' 보내고 싶어요',
          ' 보내려고 하는데요',
          ' 보내야 해요',
          ' 옮겨 줘',
          ' 옮기고 싶어요',
        ],
      ),
      '친구한테 돈 보내 줘',
      '가족에게 돈을 보내고 싶어요',
      '돈 부쳐 줘',
      '돈 부치려고요',
      '돈 이체해 줘',
      '입금해 줘',
    ],
    askSourceBank: [
      '어느 은행 계좌에서 보낼까요?',
      '은행을 잘 못 알아들었어요. 한결은행, 새벗은행, 모아은행 중에서 어디에서 보낼까요?',
      '한 번만 더 부탁드려요. 보내는 은행 이름만 적어 주세요.',
    ],
    askSourceAccount: [
      '입출금 계좌와 저축 계좌 중에서 어느 쪽에서 보낼까요?',
      '계좌를 잘 못 알아들었어요. “입출금”이나 “저축”으로 답해 주시겠어요?',
      '한 번만 더 부탁드려요. “입출금”과 “저축” 중에 하나만 적어 주세요.',
    ],
    askTargetBank: [
      '어느 은행 계좌로 보낼까요?',
      '은행을 잘 못 알아들었어요. 한결은행, 새벗은행, 모아은행 중에서 어디로 보낼까요?',
      '한 번만 더 부탁드려요. 받는 은행 이름만 적어 주세요.',
    ],
    askTargetAccount: [
      '입출금 계좌와 저축 계좌 중에서 어느 쪽으로 보낼까요?',
      '계좌를 잘 못 알아들었어요. “입출금”이나 “저축”으로 답해 주시겠어요?',
      '한 번만 더 부탁드려요. “입출금”과 “저축” 중에 하나만 적어 주세요.',
    ],
    askAmount: [
      '얼마를 보낼까요?',
      '금액을 잘 못 알아들었어요. “50,000원”처럼 적어 주시겠어요?',
      '한 번만 더 부탁드려요. 보낼 금액을 숫자로 적어 주세요.',
    ],
    hearsAmount: ['{Amount}원', '{Amount}원이요', '{Amount}원 보내 줘', '{Amount}원만', '{Amount}원 정도'],
    askUseLastAccount: [
      '방금 잔액을 확인하신 계좌에서 보낼까요?',
      '방금 확인하신 계좌에서 보내려면 “네”, 다른 계좌에서 보내려면 “아니요”라고 답해 주세요.',
    ],
    confirm: [
      '{SourceBank} {SourceAccount} 계좌에서 {TargetBank} {TargetAccount} 계좌로 [transferAmount]을 보낼까요?',
      '[transferAmount]을 보내려면 “네”, 그만두려면 “아니요”라고 답해 주세요.',
    ],
    declined: '알겠어요. 돈은 보내지 않았어요.',
  },
  recentTransfers: {
    hears: [
      ...everyWay(
        [
          '이체 내역',
          '최근 이체 내역',
          '이체내역',
          '송금 내역',
          '최근 송금 내역',
          '거래 내역',
          '거래내역',
          '이체 기록',
          '송금 기록',
        ],
        ['', ' 보여 줘', ' 보여 주세요', ' 알려 줘', ' 조회', ' 확인하고 싶어요'],
      ),
      ...everyWay(
        ['이체한 내역', '최근에 이체한 내역', '송금한 내역', '지난 이체', '보낸 돈 내역', '이체 목록', '최근 거래'],
        [' 보여 줘', ' 알려 줘', ' 조회해 주세요', ' 볼 수 있어요'],
      ),
      '최근 이체',
      '이체 이력 확인',
      '최근에 이체한 거 보여 줘',
      '최근에 이체한 게 뭐가 있었지',
      '방금 보낸 거 확인해 줘',
      '방금 이체한 거 맞는지 볼래요',
      '최근에 얼마 보냈는지 알려 줘',
      '내가 어디로 얼마를 보냈지',
      '내가 보낸 돈 좀 보여 줘',
      '마지막으로 이체한 게 뭐였어',
      '지난번에 얼마 보냈어',
      '오늘 이체한 내역',
    ],
  },
  givenUp: '괜찮아요, 여기서 멈출게요. 준비되면 다시 말씀해 주세요.',
  failed: '지금은 은행에 연결할 수 없어요. 잠시 뒤에 다시 시도해 주세요.',
  timedOut: '은행의 답이 늦어지고 있어요. 이체 내역을 확인한 뒤에 다시 시도해 주세요.',
};
