import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { config } from '../config.ts';
import { checkBootstrap, checkCredentials } from '../doctor/check-account.ts';
import { checkPlanned, report } from '../doctor/doctor.ts';
import { stop, warn, type Finding } from '../doctor/finding.ts';
import { ConfigError } from '../lib/config/config-error.ts';
import { planOf } from '../doctor/plan.ts';
import type { Config } from '../lib/config/config.ts';
import { checkIndexWritten } from '../lib/knowledge-index.ts';
import { readConfig, variableOf } from '../lib/config/read-config.ts';

// Before `npm run deploy`, `destroy` and `diff`: stops at what would stop those minutes later, in words that say what to do. Before `deploy`
// also at what the account does not have of what is asked for, a model, also of those that visitors may choose, that would answer nobody, and
// an index that nobody has made.
const isDeploying = process.argv[2] === 'deploy';
const findings = await lookAtAccount(settings());
if (findings.some(({ level }) => level === 'stop'))
  fail(`Nothing was changed.\n${report(findings.filter(({ level }) => level !== 'fine')).trimEnd()}`);

function settings(): Config {
  try {
    const given = readConfig({ ...config }, process.env);
    if (isDeploying) checkIndexWritten(given);
    return given;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return fail(error.message);
  }
}

function fail(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

/** What has to be there before anything can be: a region, credentials, and what the CDK keeps its files in. */
async function lookAtAccount(config: Config): Promise<readonly Finding[]> {
  const sts = new STSClient();
  const region = await sts.config.region().catch(() => undefined);
  if (region === undefined)
    return [
      stop('region: none is set', 'export AWS_REGION=ap-northeast-2, or aws configure set region ap-northeast-2'),
    ];
  const credentials = await checkCredentials(sts);
  if (credentials.level === 'stop') return [credentials];
  // CloudFront takes its web ACL from us-east-1 alone.
  const regions = new Set([region, ...(config.webAcl ? ['us-east-1'] : [])]);
  const bootstraps = [...regions].map(each =>
    checkBootstrap(new SSMClient({ region: each }), credentials.account, each),
  );
  const planned = isDeploying
    ? checkPlanned(planOf(config, region), region, saysWhichLoggingRole() ? warn : stop)
    : Promise.resolve([]);
  return [credentials, ...(await Promise.all(bootstraps)), ...(await planned)];
}

/** Whether somebody has decided by which role the account's APIs are to write their logs. */
function saysWhichLoggingRole(): boolean {
  const name = 'apiLoggingRole';
  return Boolean(process.env[variableOf(name)]) || config[name] !== undefined;
}
