import type { Bot, BotLocale, Intent, Slot, SlotType } from '@lex-chat/backend/bots/bot';
import { isRecord } from '@lex-chat/protocol';
import { findUnsupported } from '../engine/find-unsupported.ts';
import { BOT, BOT_LOCALE, INTENT, SLOT, SLOT_TYPE } from './bot-shape.ts';
import { conform, type Shape } from './conform.ts';
import { LexJsonError } from './lex-json-error.ts';
import { readZip } from './read-zip.ts';
import { toCloudFormation } from './to-cloudformation.ts';

/**
 * Reads a bot that was exported from the Lex V2 console (the LexJson zip) as a bot of ours. The archive is not trusted:
 * throws a ZipError or a LexJsonError that names the file which is broken, or which uses what the laptop's Lex has not.
 */
export function readLexJson(zip: Buffer): Bot {
  const files = readZip(zip);
  checkManifest(files);
  const names = [...files.keys()].toSorted();
  const botFile = names.find(name => /^(?:[^/]+\/)?Bot\.json$/u.test(name));
  if (botFile === undefined) throw new LexJsonError('Bot.json', 'the archive holds no such file');
  const folder = botFile.slice(0, -'Bot.json'.length);

  const locales = namesUnder(`${folder}BotLocales/`, 'BotLocale.json').map(readLocale);
  if (locales.length === 0) throw new LexJsonError(`${folder}BotLocales`, 'the bot speaks no language');
  return { ...(read(botFile, BOT) as Omit<Bot, 'BotLocales'>), BotLocales: locales };

  function readLocale(localeId: string): BotLocale {
    const place = `${folder}BotLocales/${localeId}/`;
    const locale = read(`${place}BotLocale.json`, BOT_LOCALE) as Omit<BotLocale, 'LocaleId' | 'Intents'>;
    const intents = namesUnder(`${place}Intents/`, 'Intent.json').map(name => readIntent(`${place}Intents/${name}/`));
    const slotTypes = namesUnder(`${place}SlotTypes/`, 'SlotType.json').map(
      name => read(`${place}SlotTypes/${name}/SlotType.json`, SLOT_TYPE) as SlotType,
    );
    return { ...locale, LocaleId: localeId, SlotTypes: slotTypes, Intents: intents };
  }

  function readIntent(place: string): Intent {
    const intent = read(`${place}Intent.json`, INTENT) as Intent;
    const slots = namesUnder(`${place}Slots/`, 'Slot.json').map(
      name => read(`${place}Slots/${name}/Slot.json`, SLOT) as Slot,
    );
    return slots.length === 0 ? intent : { ...intent, Slots: slots };
  }

  /** The folders of `place` that hold `file`. */
  function namesUnder(place: string, file: string): readonly string[] {
    return names
      .filter(name => name.startsWith(place) && name.endsWith(`/${file}`))
      .map(name => name.slice(place.length, -file.length - 1))
      .filter(name => name !== '' && !name.includes('/'));
  }

  function read(file: string, shape: Shape): unknown {
    try {
      const value = toCloudFormation(parse(files.get(file)));
      const unsupported = findUnsupported(value) ?? findConditionalStep(value);
      if (unsupported !== undefined) throw new Error(`the laptop’s Lex does not have ${unsupported}`);
      return conform(value, shape);
    } catch (error) {
      throw new LexJsonError(file, error instanceof Error ? error.message : String(error));
    }
  }
}

function checkManifest(files: ReadonlyMap<string, Buffer>): void {
  const name = [...files.keys()].find(file => file.toLowerCase() === 'manifest.json');
  if (name === undefined) throw new LexJsonError('manifest.json', 'the archive holds no such file');
  const manifest = parseQuietly(files.get(name));
  const { fileFormat, resourceType } =
    isRecord(manifest) && isRecord(manifest.metaData ?? manifest.metadata)
      ? ((manifest.metaData ?? manifest.metadata) as Readonly<Record<string, unknown>>)
      : {};
  if (fileFormat !== 'LexJson') throw new LexJsonError(name, 'the file format is not LexJson');
  if (resourceType !== 'BOT' && resourceType !== 'Bot') {
    throw new LexJsonError(name, 'this is no export of a whole bot; export the bot instead of one of its languages');
  }
}

function parse(content: Buffer | undefined): unknown {
  if (!content) throw new Error('the archive holds no such file');
  // Some tools put a byte order mark in front.
  return JSON.parse(content.toString('utf8').replace(/^\uFEFF/u, ''));
}

function parseQuietly(content: Buffer | undefined): unknown {
  try {
    return parse(content);
  } catch {
    return undefined;
  }
}

/** A step that weighs conditions; they themselves may have been switched off. */
function findConditionalStep(value: unknown): string | undefined {
  return JSON.stringify(value).includes('"EvaluateConditional"') ? 'EvaluateConditional' : undefined;
}
