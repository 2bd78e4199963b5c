import { isBotName, isRecord, readJson } from '@lex-chat/protocol';
import type { AskedSlots } from '../../bots/asked-slots.ts';
import { KNOWLEDGE_SHAPE, readKnowledgeChoice } from './knowledge-choice.ts';

/** A bot of Amazon Lex V2 under the name by which websites ask for it. Everything but the name stays with the service. */
export interface NamedBot {
  /** 1 to 40 letters, digits, `-` or `_`. */
  readonly name: string;
  readonly botId: string;
  readonly aliasId: string;
  /** Those it speaks, such as `ko_KR`, the default first. */
  readonly locales: readonly string[];
  /** What its runtime does not tell of the slots that it asks for. @default - visitors write whatever is asked for as text */
  readonly slots?: AskedSlots;
  /** How long it remembers a silent conversation. @default - visitors are not told before it forgets */
  readonly idleSeconds?: number;
  /** Who the model is that answers beside it, in a few sentences. @default - MODEL_PERSONA */
  readonly persona?: string;
  /** Where the model finds what its site's pages say, see `knowledge-choice.ts`. @default - KNOWLEDGE */
  readonly knowledge?: string;
}

/** At least one; the first answers where none is asked for. */
export type NamedBots = readonly [NamedBot, ...NamedBot[]];

/** The bots as the variable `BOTS` holds them. */
export function writeBots(bots: NamedBots): string {
  const known = bots.map(bot => {
    const { name, botId, aliasId, locales, slots, idleSeconds, persona, knowledge } = bot;
    return { name, botId, aliasId, locales, slots, idleSeconds, persona, knowledge };
  });
  return JSON.stringify(known);
}

/** Reads `BOTS`. Throws at the start of a function, naming all that is wrong and where, rather than at the first visitor. */
export function readBots(variable: string): NamedBots {
  const given = readJson(variable);
  const items: readonly unknown[] = Array.isArray(given) ? given : [];
  const wrong = items.length === 0 ? [`it is to be a JSON array of at least one ${SHAPE}`] : items.flatMap(mistakesIn);
  const names = items.map(item => (isRecord(item) ? item['name'] : undefined));
  const twice = names.filter((name, i) => typeof name === 'string' && names.indexOf(name) !== i);
  wrong.push(...twice.map(name => `two bots are called ${String(name)}`));
  if (wrong.length > 0) throw new Error(`BOTS cannot be read:\n${wrong.map(line => `  ${line}`).join('\n')}`);
  return items as unknown as NamedBots;
}

const SHAPE = '{ "name", "botId", "aliasId", "locales", "slots"?, "idleSeconds"?, "persona"?, "knowledge"? }';

const LOCALE = /^[a-z]{2,3}_[A-Za-z0-9]{2,4}$/;

function mistakesIn(item: unknown, i: number): readonly string[] {
  if (!isRecord(item)) return [`bot ${i + 1} is to be an object ${SHAPE}`];
  const { name, botId, aliasId, locales, slots, idleSeconds, persona, knowledge } = item;
  const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
  const areLocales =
    Array.isArray(locales) && locales.length > 0 && locales.every(id => typeof id === 'string' && LOCALE.test(id));
  return [
    ...(isBotName(name) ? [] : ['name is to be 1 to 40 letters, digits, - or _']),
    ...(isText(botId) ? [] : ['botId is missing']),
    ...(isText(aliasId) ? [] : ['aliasId is missing']),
    ...(areLocales ? [] : ['locales is to be a list such as ["ko_KR", "en_US"], the default first']),
    ...(slots === undefined || areSlots(slots)
      ? []
      : ['slots is to be { "Intent.Slot": { "type"?: "AMAZON.Date", "obfuscated"?: true } }']),
    ...(idleSeconds === undefined || (Number.isInteger(idleSeconds) && Number(idleSeconds) > 0)
      ? []
      : ['idleSeconds is to be a number of seconds']),
    ...(persona === undefined || isText(persona) ? [] : ['persona is to be a few sentences']),
    ...(knowledge === undefined || (isText(knowledge) && readKnowledgeChoice(knowledge as string))
      ? []
      : [`knowledge is to be ${KNOWLEDGE_SHAPE}`]),
  ].map(mistake => `bot ${i + 1}: ${mistake}`);
}

function areSlots(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return Object.values(value).every(
    slot =>
      isRecord(slot) &&
      (slot['type'] === undefined || typeof slot['type'] === 'string') &&
      (slot['obfuscated'] === undefined || slot['obfuscated'] === true),
  );
}
