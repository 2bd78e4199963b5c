import { isRecord, readJson } from '@lex-chat/protocol';
import { UpstreamError } from '../conversation/upstream-error.ts';

/** The values of a secret: the current one first, the former behind it while it is being changed. */
export type SecretValues = () => Promise<readonly { readonly value: string }[]>;

/** What the secret of each channel holds: JSON with texts by these names. */
export const CHANNEL_SECRETS = {
  messenger: ['verifyToken', 'appSecret', 'pageToken'],
  slack: ['signingSecret', 'botToken'],
} as const;

/** What a channel's secret holds, by these names, in each of its values. */
export function createChannelSecret<Name extends string>(
  values: SecretValues,
  names: readonly Name[],
): () => Promise<readonly Readonly<Record<Name, string>>[]> {
  return async () => (await values()).map(({ value }) => read(value, names));
}

function read<Name extends string>(value: string, names: readonly Name[]): Readonly<Record<Name, string>> {
  const entries = entriesOf(value, names);
  const missing = missingIn(value, names);
  if (missing.length === 0) return Object.fromEntries(entries) as Record<Name, string>;
  throw new UpstreamError('secrets', {
    cause: new Error(`the secret of a channel is to be JSON with ${missing.join(', ')}`),
    cure: 'operator',
  });
}

/** Which of these names have no text in the value of a secret. Tells nothing of the others. */
export function missingIn<Name extends string>(value: string, names: readonly Name[]): readonly Name[] {
  return entriesOf(value, names)
    .filter(([, held]) => typeof held !== 'string' || held === '')
    .map(([name]) => name);
}

function entriesOf<Name extends string>(value: string, names: readonly Name[]): readonly (readonly [Name, unknown])[] {
  const held = readJson(value);
  return names.map(name => [name, isRecord(held) ? held[name] : undefined] as const);
}
