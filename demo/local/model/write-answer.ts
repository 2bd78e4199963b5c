import { answerCourtesy, hearCourtesy, type Courtesy } from './courtesy.ts';
import { declineMode } from './decline-mode.ts';
import type { FindPassages, Match, Question } from './find-passages.ts';
import { tellFiles } from './tell-file.ts';
import type { Language, Line, Passage } from './passage.ts';

/**
 * Answers from the passages that fit the question best, in a few paragraphs of Markdown, and says that it is
 * a demo model. The same question always gets the same answer.
 */
export function writeAnswer(question: Question, find: FindPassages, passages: readonly Passage[]): string {
  if (question.mode) return declineMode(question.mode, question.language);
  const read = tellFiles(question);
  if (read !== undefined) return `${read}\n\n${READ[question.language]}`;
  const courtesy = hearCourtesy(question.text);
  if (courtesy) return returnCourtesy(courtesy, question, passages);
  const [best, second] = find(question);
  const said = best ? tell(best, second) + pointTo(best.passage, question) : askBack(question, passages);
  const signature = (best ? FOUND : NOT_FOUND)[question.language];
  return `${said}\n\n${signature}`;
}

const FOUND: Readonly<Record<Language, string>> = {
  ko: '(데모용 모델이 이 사이트의 글에서 찾아 답했어요.)',
  en: '(A demo model found this on this site’s pages.)',
};

const READ: Readonly<Record<Language, string>> = {
  ko: '(데모용 모델이 파일을 세어 보고 답했어요.)',
  en: '(A demo model counted this in the file.)',
};

const NOT_FOUND: Readonly<Record<Language, string>> = {
  ko: '(저는 데모용 모델이라 이 사이트에 적힌 내용만 알아요.)',
  en: '(I am a demo model and know only what is on this site’s pages.)',
};

/** How near the second passage must come to the first one to be worth a word. */
const ALSO_WORTH_A_WORD = 0.75;

function tell({ passage, score }: Match, second: Match | undefined): string {
  const isWorthAWord = second && second.score >= score * ALSO_WORTH_A_WORD && !second.passage.summary;
  return `${body(passage)}\n\n${closing(passage, isWorthAWord ? second.passage : undefined)}`;
}

const SENTENCES_MAX = 4;
const ITEMS_MAX = 6;

/** The number of the passage in the prompt, if it holds it: what the answer rests on. */
function pointTo({ page, heading }: Passage, { passages = [] }: Question): string {
  const held = passages.find(({ title }) => title === (heading === page ? page : `${page} › ${heading}`));
  return held ? ` [${held.number}]` : '';
}

/** The passage under its heading, in its own order: sentences run on, items become a list. */
function body({ heading, lines }: Passage): string {
  let text = `### ${heading}`;
  let before: Line['kind'] | 'heading' = 'heading';
  for (const line of shorten(lines).map(runOn)) {
    const gap = line.kind === before ? BETWEEN[line.kind] : '\n\n';
    text += gap + (line.kind === 'item' ? BULLET : '') + line.text;
    before = line.kind;
  }
  return text;
}

const BULLET = '- ';

const BETWEEN: Readonly<Record<Line['kind'], string>> = { sentence: ' ', item: '\n' };

/** A single item, such as a price, makes no list. */
function runOn(line: Line, i: number, lines: readonly Line[]): Line {
  const isInList = lines[i - 1]?.kind === 'item' || lines[i + 1]?.kind === 'item';
  return line.kind === 'item' && !isInList ? { kind: 'sentence', text: `${line.text}.` } : line;
}

function shorten(lines: readonly Line[]): readonly Line[] {
  const sentences = lines.filter(line => line.kind === 'sentence').slice(0, SENTENCES_MAX);
  const items = lines.filter(line => line.kind === 'item').slice(0, ITEMS_MAX);
  return lines.filter(line => sentences.includes(line) || items.includes(line));
}

function closing({ language, page }: Passage, also: Passage | undefined): string {
  const isNear = also?.page === page;
  switch (language) {
    case 'ko':
      if (!also) return `‘${page}’ 페이지에 있는 내용이에요.`;
      return `‘${page}’ 페이지에 있는 내용이에요. ${isNear ? '같은' : `‘${also.page}’`} 페이지의 ‘${also.heading}’도 함께 보세요.`;
    case 'en':
      if (!also) return `This is from the page “${page}”.`;
      return `This is from the page “${page}”. See also “${also.heading}”${isNear ? ' there' : ` on “${also.page}”`}.`;
  }
}

/** Whoever greets has not asked anything yet, and is told what can be asked. */
function returnCourtesy(courtesy: Courtesy, question: Question, passages: readonly Passage[]): string {
  const said = answerCourtesy(courtesy, question.language, question.site);
  return courtesy === 'greeting' ? `${said}\n\n${topicsFor(question, passages)}` : said;
}

/** Says kindly that nothing was found, and what can be asked instead. */
function askBack(question: Question, passages: readonly Passage[]): string {
  const { language } = question;
  return [NOTHING_FOUND[language], topicsFor(question, passages), ASK_AGAIN[language]].join('\n\n');
}

/** A list of pages with their first headings. */
function topicsFor({ language, site }: Question, passages: readonly Passage[]): string {
  const known = passages.filter(passage => passage.language === language && passage.site === site && !passage.summary);
  const pages = [...new Set(known.map(({ page }) => page))];
  const topics = pages.map(page => {
    const headings = known.filter(passage => passage.page === page).map(({ heading }) => heading);
    return `${BULLET}**${page}**: ${headings.slice(0, TOPICS_MAX).join(', ')}`;
  });
  return topics.join('\n');
}

const TOPICS_MAX = 4;

const NOTHING_FOUND: Readonly<Record<Language, string>> = {
  ko: '죄송해요, 그 이야기는 이 사이트의 글에서 찾지 못했어요. 대신 이런 것은 알려 드릴 수 있어요.',
  en: 'I am sorry, this site’s pages say nothing about that. Here is what I know about:',
};

const ASK_AGAIN: Readonly<Record<Language, string>> = {
  ko: '이 가운데 궁금한 것을 물어봐 주세요. 영어로 물어보시면 영어로 답해 드려요.',
  en: 'Please ask me about one of these. If you ask in Korean, I answer in Korean.',
};
