import { newMessageId, type Inspection, type Part } from '@lex-chat/protocol';

/** A reply with all of Markdown; `IMAGE` stands for an address of one. */
export const TEXT = `### 제목

**굵게** \`코드\` [안내](https://shop.example/a) ![차](IMAGE)

| 가 | 나 |
| --- | --- |
| 1 | 2 |

\`\`\`ts
const a = 1;
\`\`\`

1 &lt; 2, <b>HTML</b>
`;

export const CARD: Part = {
  kind: 'card',
  title: '고르기',
  subtitle: null,
  imageUrl: null,
  buttons: [{ text: '녹차', value: '녹차' }],
};

export const SOURCE: Part = { kind: 'citation', number: 1, title: '배송 안내', url: 'https://shop.example/a' };

export const DAY: Part = { kind: 'elicit', intent: 'Book', slot: 'Day', slotType: 'AMAZON.Date' };

export const INSPECTION: Inspection = {
  messageId: newMessageId(),
  route: { to: 'intent', because: 'Book' },
  lex: null,
  reason: 'complete',
  waitedMs: 1,
  lexMs: 2,
  firstShownMs: 3,
  wholeMs: 4,
  usage: null,
};
