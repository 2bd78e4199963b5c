import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ConfigError } from './config/config-error.ts';

/** What Lambda takes of a function's variables, measured as JSON. */
const MOST_BYTES = 4_096;

/** What CloudFormation fills in is not known yet: the longest are ARNs of secrets. */
const REFERENCE_BYTES = 110;

/** The settings that may be long, by the variables in which they end. */
const SETTINGS: Readonly<Record<string, string>> = {
  ALLOWED_ORIGINS: 'allowedOrigins',
  BOTS: 'personas',
  MODEL_PERSONA: 'persona',
  MODELS: 'models',
};

/** Throws a `ConfigError` that names what is longest where a function's variables are more than Lambda takes, which it says only as it deploys. */
export function checkEnvironmentSize(scope: Construct, environment: Readonly<Record<string, string>>): void {
  const stack = Stack.of(scope);
  const sizes = Object.entries(environment).map(
    ([name, value]) => [name, bytesOf(name) + bytesOf(stack.resolve(value)) + '"":"",'.length] as const,
  );
  const all = sizes.reduce((sum, [, bytes]) => sum + bytes, '{}'.length);
  if (all <= MOST_BYTES) return;
  const [name, bytes] = sizes.reduce((longest, each) => (each[1] > longest[1] ? each : longest));
  throw new ConfigError([
    `${SETTINGS[name] ?? name} is too long, with ${bytes} bytes: functions may be told ${MOST_BYTES} in all, and would be ` +
      `told ${all}`,
  ]);
}

/** Of a text as it stands in JSON, or of one that CloudFormation puts together. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(JSON.stringify(value)) - '""'.length;
  const { 'Fn::Join': join } = value as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] };
  if (!join) return REFERENCE_BYTES;
  const [between, parts] = join;
  return parts.reduce<number>((sum, part) => sum + bytesOf(part), between.length * (parts.length - 1));
}
