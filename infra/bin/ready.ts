import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { config } from '../config.ts';
import { checkBootstrap, checkCredentials } from '../doctor/check-account.ts';
import { report } from '../doctor/doctor.ts';
import { stop, type Finding } from '../doctor/finding.ts';
import { ConfigError, readConfig } from '../lib/read-config.ts';

// Before `npm run deploy`, `destroy` and `diff`: stops at what would stop those minutes later, in words that say what to do.
try {
  readConfig({ ...config }, process.env);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  fail(error.message);
}

const findings = await lookAtAccount();
if (findings.some(({ level }) => level === 'stop'))
  fail(`Nothing was changed.\n${report(findings.filter(({ level }) => level !== 'fine')).trimEnd()}`);

function fail(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

/** What has to be there before anything can be: a region, credentials, and what the CDK keeps its files in. */
async function lookAtAccount(): Promise<readonly Finding[]> {
  const sts = new STSClient();
  const region = await sts.config.region().catch(() => undefined);
  if (region === undefined)
    return [
      stop('region: none is set', 'export AWS_REGION=ap-northeast-2, or aws configure set region ap-northeast-2'),
    ];
  const credentials = await checkCredentials(sts);
  if (credentials.level === 'stop') return [credentials];
  return [credentials, await checkBootstrap(new SSMClient({ region }), region)];
}
