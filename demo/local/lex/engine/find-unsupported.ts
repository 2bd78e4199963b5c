import { isRecord } from '@lex-chat/protocol';

/**
 * Finds a setting that is Lex's and not the laptop's, as the path to it; undefined when there is none. Bots of this
 * repository cannot have one, because their type has none, but a bot from the console may.
 */
export function findUnsupported(value: unknown, path = ''): string | undefined {
  if (Array.isArray(value)) {
    return firstOf(value.entries(), ([i, item]) => findUnsupported(item, `${path}[${nameOf(item) ?? i}]`));
  }
  if (!isRecord(value)) return undefined;
  return firstOf(Object.entries(value), ([key, inner]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return isUnsupported(key, inner) ? here : findUnsupported(inner, here);
  });
}

function isUnsupported(key: string, value: unknown): boolean {
  if (value == null || value === false) return false;
  if (key === 'AllowMultipleValues') return true;
  if (key === 'Conditional' || key.endsWith('Conditional')) return isActive(value);
  if (key === 'WaitAndContinueSpecification') return isActive(value);
  return UNSUPPORTED.has(key);
}

/** Conditions and waiting may be defined and switched off. */
function isActive(value: unknown): boolean {
  return !isRecord(value) || value.IsActive !== false;
}

const UNSUPPORTED: ReadonlySet<string> = new Set([
  'SubSlotSetting',
  'CompositeSlotTypeSetting',
  'ExternalSourceSetting',
  'KendraConfiguration',
  'QnAIntentConfiguration',
  'QInConnectIntentConfiguration',
  'BedrockAgentIntentConfiguration',
]);

function nameOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value.Name === 'string' ? value.Name : undefined;
}

function firstOf<T>(items: Iterable<T>, find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
