import { MODEL_NAMES, MODEL_OPTIONS } from './model-names.ts';
import { readVariables } from './read-variables.ts';

/**
 * What the function behind the bots is told by the stack. A list of its own: the bot's alias names the function, so the
 * function cannot be told the bot, or what depends on it.
 */
export type HookEnvironment = ReturnType<typeof readHookEnvironment>;

const NAMES = { ACCOUNTS_TABLE: 'the DynamoDB table of the banking bot’s accounts', ...MODEL_NAMES } as const;

export function readHookEnvironment(variables: Readonly<Record<string, string | undefined>>) {
  return readVariables(variables, NAMES, MODEL_OPTIONS);
}
