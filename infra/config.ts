import type { Config } from './lib/config/config.ts';

/** This deployment. What is left out is as `lib/config/config.ts` says; `LEX_CHAT_…` in the environment comes first. */
export const config: Partial<Config> = {
  // allowedOrigins: ['https://www.example.com'],
  // model: 'bedrock:amazon.nova-lite-v1:0',
};
