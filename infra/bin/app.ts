import { App } from 'aws-cdk-lib';
import { config } from '../config.ts';
import { ConfigError } from '../lib/config/config-error.ts';
import { createStacks } from '../lib/app.ts';
import { readConfig } from '../lib/config/read-config.ts';

try {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  createStacks(new App(), readConfig({ ...config }, process.env), { account, region });
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  // Without the stack, in which nobody would find it.
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
