import { MODES, type ModeName } from '@lex-chat/backend/conversation/model/modes';
import type { WorkMode } from './decline-mode.ts';
import { languageOf, type Site } from './passage.ts';
import type { Question } from './find-passages.ts';
import { readFiles } from './read-files.ts';
import { readPassages } from './read-passages.ts';

/** How many of the visitor's earlier messages still tell what a question is about. */
const EARLIER_MAX = 2;

/** Reads the question out of a chat completion request, whatever came in. */
export function readQuestion(request: unknown): Question {
  const turns = messagesIn(request)
    .filter(({ role }) => role === 'user')
    .map(({ text }) => readFiles(text));
  const said = turns.map(({ said }) => said);
  const { said: text, passages } = readPassages(said.at(-1) ?? '');
  const mode = modeOf(request);
  const attached = turns.findLast(({ titles }) => titles.length > 0);
  return {
    text,
    earlier: said.slice(0, -1).slice(-EARLIER_MAX),
    language: languageOf(text),
    site: siteOf(request),
    ...(mode && { mode }),
    ...(passages.length > 0 && { passages }),
    ...(attached && { files: attached.files, titles: attached.titles, isNew: attached === turns.at(-1) }),
  };
}

/** The persona says whose assistant the model is. */
function siteOf(request: unknown): Site {
  const instructions = messagesIn(request).filter(({ role }) => role === 'system');
  return instructions.some(({ text }) => text.includes('Hangyeol Bank')) ? 'bank' : 'shop';
}

/** The instructions say what is to be done; undefined where that is to chat, or nothing of ours. */
function modeOf(request: unknown): WorkMode | undefined {
  const instructions = textIn(request, 'system');
  return WORK_MODES.find(mode => instructions.includes(MODES[mode].instructions));
}

const WORK_MODES = (Object.keys(MODES) as ModeName[]).filter(mode => mode !== 'chat');

/** The text of a request: all of it, or that of one role. */
export function textIn(request: unknown, role?: string): string {
  return messagesIn(request)
    .filter(said => role === undefined || said.role === role)
    .map(({ text }) => text)
    .join('\n');
}

interface Said {
  readonly role: unknown;
  readonly text: string;
}

function messagesIn(request: unknown): readonly Said[] {
  const messages = isRecord(request) && Array.isArray(request.messages) ? (request.messages as readonly unknown[]) : [];
  return messages.filter(isRecord).map(({ role, content }) => ({ role, text: textOf(content) }));
}

/** OpenAI takes a string or a list of parts, of which only some are text. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return (content as readonly unknown[])
    .map(part => (isRecord(part) && typeof part.text === 'string' ? part.text : ''))
    .join('');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
