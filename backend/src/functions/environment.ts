/** What every function is told by the stack. `infra` and the laptop build this very type, so nobody can forget a name. */
export type Environment = Readonly<Record<EnvironmentName, string> & Partial<Record<OptionalName, string>>>;

export type EnvironmentName = keyof typeof NAMES;
export type OptionalName = keyof typeof OPTIONAL_NAMES;

/** Each name with what it holds. Secrets are named here, never given. */
const NAMES = {
  CONVERSATIONS_TABLE: 'the DynamoDB table of conversations',
  CONNECTIONS_TABLE: 'the DynamoDB table of open sockets',
  SESSION_SECRET_ID: 'the Secrets Manager id of the key that signs session tokens',
  ALLOWED_ORIGINS: 'the exact origins of the websites that may chat, separated by commas',
  BOT_ID: 'the Lex bot',
  BOT_ALIAS_ID: 'the alias of the Lex bot',
  BOT_LOCALES: 'the locales the bot speaks, separated by commas, the default first',
  MINIMUM_CONFIDENCE: 'the confidence, from 0 to 1, below which an intent is a guess and the model answers',
  MODEL: 'who answers when no intent fits: bedrock:, openai:, openai-compatible: or openai-completions: and the model',
  MODEL_MAX_TOKENS: 'the most tokens a model may answer with',
  ANSWER_FUNCTION: 'the name of the function that answers',
  SOCKET_URL: 'where browsers find the socket, wss://…',
  WS_CALLBACK_URL: 'where functions post to sockets, https://…/stage',
} as const;

/** What a deployment may do without. A variable that is empty is as good as none. */
const OPTIONAL_NAMES = {
  MODEL_URL: 'where an OpenAI-compatible model is, up to and with its version: https://…/v1',
  MODEL_KEY_SECRET_ID: 'the Secrets Manager id of the key that the model wants',
  MODEL_GUARDRAIL_ID: 'the Bedrock guardrail that the model answers under',
  MODEL_GUARDRAIL_VERSION: 'the version of that guardrail, DRAFT without it',
  MODEL_PERSONA: 'who the assistant is, in a few sentences for the model',
} as const;

/** Throws at the start, naming all that is missing, rather than at the first visitor. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const names = Object.keys(NAMES) as EnvironmentName[];
  const missing = names.filter(name => !variables[name]);
  if (missing.length > 0) {
    throw new Error(
      `Environment variables are missing:\n${missing.map(name => `  ${name}: ${NAMES[name]}`).join('\n')}`,
    );
  }
  const given = (Object.keys(OPTIONAL_NAMES) as OptionalName[]).filter(name => variables[name]);
  return Object.fromEntries([...names, ...given].map(name => [name, variables[name]])) as Environment;
}

/** The values of a variable that holds several. */
export function list(variable: string): readonly string[] {
  return variable.split(',').map(value => value.trim());
}
