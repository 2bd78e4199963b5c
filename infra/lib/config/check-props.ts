import { Token } from 'aws-cdk-lib';
import { ConfigError } from './config-error.ts';
import type { LexChatProps } from '../lex-chat-props.ts';
import { CONFIDENCE, ORIGIN } from './possible-values.ts';

/**
 * Throws a `ConfigError` where a chat with these props could be deployed and never work. What CloudFormation fills in is not known yet,
 * and passes.
 */
export function checkProps({ allowedOrigins, demo = true, minimumConfidence }: LexChatProps): void {
  const strange = allowedOrigins.filter(origin => !Token.isUnresolved(origin) && !ORIGIN.isGood(origin));
  const rules: readonly (readonly [boolean, string])[] = [
    [strange.length > 0, `allowedOrigins names ${strange.join(', ')}: it should be ${ORIGIN.cure}`],
    [allowedOrigins.length === 0 && !demo, 'allowedOrigins is empty, and demo is false: nobody could chat'],
    [
      minimumConfidence !== undefined &&
        !Token.isUnresolved(minimumConfidence) &&
        !CONFIDENCE.isGood(minimumConfidence),
      `minimumConfidence is ${minimumConfidence}: it should be ${CONFIDENCE.cure}`,
    ],
  ];
  const wrong = rules.filter(([applies]) => applies).map(([, words]) => words);
  if (wrong.length > 0) throw new ConfigError(wrong);
}
