import { isRecord, readJson } from '@lex-chat/protocol';
import { UpstreamError } from '../conversation/upstream-error.ts';

/** The values of a secret: the current one first, the former behind it while it is being changed. */
export type SecretValues = () => Promise<readonly { readonly value: string }[]>;

/** What a channel's secret holds, by these names, in each of its values. */
export function createChannelSecret<Name extends string>(
  values: SecretValues,
  names: readonly Name[],
): () => Promise<readonly Readonly<Record<Name, string>>[]> {
  return async () => (await values()).map(({ value }) => read(value, names));
}

function read<Name extends string>(value: string, names: readonly Name[]): Readonly<Record<Name, string>> {
  const held = readJson(value);
  const entries = names.map(name => [name, isRecord(held) ? held[name] : undefined] as const);
  const missing = entries.filter(([, held]) => typeof held !== 'string' || held === '').map(([name]) => name);
  if (missing.length === 0) return Object.fromEntries(entries) as Record<Name, string>;
  throw new UpstreamError('secrets', {
    cause: new Error(`the secret of a channel is to be JSON with ${missing.join(', ')}`),
    cure: 'operator',
  });
}
