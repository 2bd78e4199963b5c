import fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateTokens } from './estimate-tokens.ts';

/** Each with what OpenAI's cl100k_base counts, by gpt-tokenizer 3. Newer vocabularies count less. */
const COUNTED = [
  [
    '배송은 얼마나 걸리나요? 제주도까지 보내 주시는지, 그리고 주말에도 출고되는지 궁금합니다. 지난주에 주문한 노트가 아직 도착하지 않았어요.',
    77,
  ],
  ['쀍뛟쒧꿻뷁쨟뼳뢇싻쬶'.repeat(4), 116],
  [
    'How long does delivery take, and do you ship to Jeju on weekends? The notebook I ordered last week has not arrived yet.',
    27,
  ],
  ['a b c d e f g h i j k l m n o p q r s t u v w x y z', 26],
  ['TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24gYnV0IDk4NzY1qP9xZk2LmN0vW', 62],
  ['!@#$%^&*()_+-=[]{}|;:,.<>?/~`}{][)(*&^%$#@!?><;:~', 31],
  ['31415926535897932384626433832795028841971693993751', 17],
  ['🫠🫨🪿🫎🩵🪭🛜🫷🫸🪼', 30],
  ['𒀀𒀁𒀂𒀃𒀄𒀅𒀆𒀇𒀈𒀉', 40],
  ['请问送货需要多长时间？周末也会发货吗？我上周订的笔记本还没有到。', 33],
  ['配送にはどのくらいかかりますか？週末も発送していますか？', 27],
  ['Сколько времени занимает доставка и отправляете ли вы по выходным?', 25],
  ['كم من الوقت يستغرق التوصيل وهل ترسلون في عطلة نهاية الأسبوع؟', 42],
  ['for (let i = 0; i < items.length; i++) {\n    console.log(items[i]?.name ?? "none");\n}\n', 28],
] as const;

it.each(COUNTED)('counts no less than a model does of %s, and not three times as much [R42]', (text, counted) => {
  expect(estimateTokens(text)).toBeGreaterThanOrEqual(counted * 0.95);
  expect(estimateTokens(text)).toBeLessThanOrEqual(counted * 3);
});

it('counts more of more text, and never more than its bytes', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(texts, texts, (some, more) => {
      expect(estimateTokens(`${some}\n${more}`)).toBeGreaterThanOrEqual(estimateTokens(more));
      expect(estimateTokens(some)).toBeLessThanOrEqual(Buffer.byteLength(some));
    }),
  );
});
