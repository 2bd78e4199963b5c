import { STSClient } from '@aws-sdk/client-sts';
import { config } from '../config.ts';
import { ConfigError } from '../lib/config/config-error.ts';
import { readConfig } from '../lib/config/read-config.ts';
import { examine, report } from './doctor.ts';
import { planOf } from './plan.ts';

// `npm run doctor`: what would stand in the way of a deployment, one line each, with what to do. Changes nothing.
try {
  const settings = readConfig({ ...config }, process.env);
  const region = await new STSClient().config.region().catch(() => undefined);
  const findings = await examine(planOf(settings, region));
  const isReady = findings.every(({ level }) => level !== 'stop');
  process.stdout.write(
    `${report(findings)}${isReady ? 'Ready: npm run deploy' : 'Not ready yet: see the lines with ✗'}\n`,
  );
  process.exitCode = isReady ? 0 : 1;
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
