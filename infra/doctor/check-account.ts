import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { fine, nameOf, stop, warn, type Finding } from './finding.ts';

/** The oldest bootstrap stack whose roles publish what this app's assets need. */
const BOOTSTRAP_VERSION = 6;

/** Who deploys. Everything else is only asked once this is known. */
export async function checkCredentials(
  sts: Pick<STSClient, 'send'>,
): Promise<Finding & { readonly account?: string | undefined }> {
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand());
    return { ...fine(`credentials: account ${Account}`), account: Account };
  } catch (error) {
    return stop(
      `credentials: none that AWS accepts (${nameOf(error)})`,
      'aws sso login, or set AWS_PROFILE; aws sts get-caller-identity shows who you are',
    );
  }
}

/** Whether `cdk bootstrap` has been run in the account and region. */
export async function checkBootstrap(
  ssm: Pick<SSMClient, 'send'>,
  account: string | undefined,
  region: string,
): Promise<Finding> {
  // By name: left out, it would be the region of the chat, also where that of its web ACL is meant.
  const cure = `npx cdk bootstrap aws://${account ?? '<account>'}/${region}`;
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' }));
    const version = Number(Parameter?.Value);
    return version >= BOOTSTRAP_VERSION
      ? fine(`bootstrap: version ${version} in ${region}`)
      : stop(`bootstrap: version ${Parameter?.Value} in ${region} is too old`, cure);
  } catch (error) {
    if (nameOf(error) === 'ParameterNotFound') return stop(`bootstrap: missing in ${region}`, cure);
    return warn(`bootstrap: could not be looked up (${nameOf(error)})`, 'allow ssm:GetParameter on /cdk-bootstrap/*');
  }
}
