import { isRecord } from '@lex-chat/protocol';

/**
 * What an export says in CloudFormation's words: names begin with a capital, maps of attributes and slots are lists, and
 * what is null is left out. Throws when the value is nested deeper than any bot.
 */
export function toCloudFormation(value: unknown, depth = 0): unknown {
  if (depth > DEPTH_MAX) throw new Error('nested too deep');
  if (Array.isArray(value)) return value.map(item => toCloudFormation(item, depth + 1));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => inner !== null && !DROPPED.has(key))
    .map(([key, inner]): [string, unknown] => [nameOf(key), toCloudFormation(listed(key, inner), depth + 1)]);
  return Object.fromEntries(entries);
}

const DEPTH_MAX = 40;

/** What matters to speech alone, and what Lex numbers its own things with. */
const DROPPED: ReadonlySet<string> = new Set([
  'identifier',
  'version',
  'voiceSettings',
  'unifiedSpeechSettings',
  'speechRecognitionSettings',
  'promptAttemptsSpecification',
  'allowInterrupt',
]);

/** Names that an export, or the Lex API whose answers some people zip, has otherwise. */
const RENAMED: Readonly<Record<string, string>> = {
  active: 'IsActive',
  buttonsList: 'Buttons',
  messageGroups: 'MessageGroupsList',
};

function nameOf(key: string): string {
  return RENAMED[key] ?? key.charAt(0).toUpperCase() + key.slice(1);
}

/** Attributes and slots of a next step are maps in an export. */
function listed(key: string, value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (key === 'sessionAttributes') return Object.entries(value).map(([name, text]) => ({ key: name, value: text }));
  if (key === 'slots') {
    return Object.entries(value).map(([slotName, slot]) => ({ slotName, slotValueOverride: slot ?? {} }));
  }
  return value;
}
