/**
 * Whether a normalised word says nothing about what a visitor wants: 알려줘 or `please` fits every request, so two
 * texts are not alike for sharing it.
 */
export function isGeneric(word: string): boolean {
  return WORDS.has(word);
}

const WORDS = new Set(
  [
    // Asking for something, in the forms that chats see most.
    '알려 알려줘 알려줘요 알려주세요 알려줄래 알려줄래요 알려주라 가르쳐 가르쳐줘 가르쳐주세요 말해 말해줘 말해주세요 보여줘 보여주세요',
    '해줘 해줘요 해주세요 해주실래요 해주시겠어요 해 하자 주세요 주실래요 주시겠어요 줘 줘요 줄래 줄래요 주라 부탁 부탁해 부탁해요 부탁드려요 부탁드립니다',
    '싶어 싶어요 싶은데 싶은데요 싶습니다 하고 할래 할래요 할게 할게요 하려고 하려고요 하려면 하는 하나요 할까요 할까 돼요 되나요 될까요 수 있나요 있을까요 있어요 있어 있나',
    '궁금해 궁금해요 궁금한데 궁금합니다 좀 혹시 그냥 지금 저는 나는 저 나 제 내 저도 나도 제가 내가 이 그 것 거',
    'please pls tell me show give let us want wanna to would like id ill i im am my can could you your do does did a an the is are be of for',
    'need help just get some it this that what whats how when where which who will may might in on at there any',
  ].flatMap(line => line.split(' ')),
);
