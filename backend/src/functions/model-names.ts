/** How a function is told which model answers: the same for the service and for the code hooks of the bots. */
export const MODEL_NAMES = {
  MODEL: 'who answers when no intent fits: bedrock:, openai:, openai-compatible: or openai-completions: and the model',
  MODEL_MAX_TOKENS: 'the most tokens a model may answer with',
} as const;

export const MODEL_OPTIONS = {
  MODEL_URL: 'where an OpenAI-compatible model is, up to and with its version: https://…/v1',
  MODEL_KEY_SECRET_ID: 'the Secrets Manager id of the key that the model wants',
  MODEL_GUARDRAIL_ID: 'the Bedrock guardrail that the model answers under',
  MODEL_GUARDRAIL_VERSION: 'the version of that guardrail, DRAFT without it',
} as const;
