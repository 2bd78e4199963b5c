import { FILE_TYPES, isFileType, type FileType } from '@lex-chat/protocol/files';
import { list, type Environment } from './environment.ts';
import { readModelChoice, type ModelChoice } from './model-choice.ts';
import { readModels } from './models.ts';

/**
 * What may be attached: nothing without a bucket, else what the operator says, of what the model can be shown, and each that
 * visitors may choose in its place. Which of it a single model of a provider reads is the operator's to know. Throws at the start where it makes no sense.
 */
export function readUploadTypes(environment: Environment): readonly FileType[] {
  const { UPLOADS_BUCKET, UPLOAD_TYPES } = environment;
  if (UPLOADS_BUCKET === undefined) return [];
  const choices = [readModelChoice(environment), ...readModels(environment).map(({ choice }) => choice)];
  const isShownTo = (type: FileType) => (choice: ModelChoice) => SHOWN_TO[choice.provider].includes(type);
  const shown = FILE_TYPES.filter(type => choices.every(isShownTo(type)));
  if (UPLOAD_TYPES === undefined) return shown;
  const named = list(UPLOAD_TYPES);
  const unknown = named.find(type => !isFileType(type));
  if (unknown !== undefined) throw new Error(`UPLOAD_TYPES names ${unknown}: there are ${FILE_TYPES.join(', ')}`);
  const unseen = named.filter(isFileType).find(type => !shown.includes(type));
  const blind = unseen && choices.find(choice => !isShownTo(unseen)(choice));
  if (blind) throw new Error(`UPLOAD_TYPES names ${unseen}, which cannot be shown to ${blind.provider}:${blind.model}`);
  return shown.filter(type => named.includes(type));
}

const TEXTS: readonly FileType[] = ['txt', 'csv', 'md'];
const IMAGES: readonly FileType[] = ['png', 'jpeg', 'webp'];

/** OpenAI's chat completions take pictures, and of documents PDF alone; servers that speak the same take pictures; a text is a text to all. */
export const SHOWN_TO: Readonly<Record<ModelChoice['provider'], readonly FileType[]>> = {
  bedrock: FILE_TYPES,
  openai: ['pdf', ...TEXTS, ...IMAGES],
  'openai-compatible': [...TEXTS, ...IMAGES],
  'openai-completions': TEXTS,
};
