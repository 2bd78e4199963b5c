import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { config } from '../config.ts';
import { checkBootstrap, checkCredentials } from '../doctor/check-account.ts';
import { checkPlannedChannels, checkPlannedModels, report } from '../doctor/doctor.ts';
import { stop, type Finding } from '../doctor/finding.ts';
import { ConfigError } from '../lib/config-error.ts';
import { planOf } from '../doctor/plan.ts';
import type { Config } from '../lib/config.ts';
import { checkIndexWritten } from '../lib/knowledge-index.ts';
import { readConfig } from '../lib/read-config.ts';

// Before `npm run deploy`, `destroy` and `diff`: stops at what would stop those minutes later, in words that say what to do. Before `deploy`
// also at a model, also of those that visitors may choose, that would answer nobody, a channel without its secret, and an index that nobody has made.
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
  const plan = planOf(config, region);
  const answering = isDeploying ? [checkPlannedModels(plan, region), checkPlannedChannels(plan, region)] : [];
  return [credentials, ...(await Promise.all(bootstraps)), ...(await Promise.all(answering)).flat()];
}
