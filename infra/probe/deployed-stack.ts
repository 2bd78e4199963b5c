import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { readBots, type NamedBots } from '@lex-chat/backend/functions/bots';

/** A deployment, as the outputs of its stack tell. */
export interface DeployedStack {
  /** Without a slash at the end. */
  readonly url: string;
  /** A website that may chat there. */
  readonly origin: string;
  readonly bots: NamedBots;
  /** The table of what no intent knew; undefined where it is not kept. */
  readonly missedTable: string | undefined;
  /** The site that vouches for its users; undefined where everybody is a guest. */
  readonly site: DeployedSite | undefined;
}

export interface DeployedSite {
  readonly id: string;
  /** Of the secret that it shares with the service. */
  readonly secretArn: string;
}

/** The deployment cannot be found; the message says why, and what would help. */
export class NoSuchStack extends Error {
  override readonly name = 'NoSuchStack';
}

/** Looks a deployment up by the name of its stack, in the account and region that AWS's own variables tell. Throws `NoSuchStack`. */
export async function findStack(
  name: string,
  cloudFormation: Pick<CloudFormationClient, 'send'> = new CloudFormationClient(),
): Promise<DeployedStack> {
  const outputs = await outputsOf(name, cloudFormation);
  const { Url: url, Website: origin = url, Bots: bots, MissedTable: missedTable } = outputs;
  const { SiteId: id, SiteSecretArn: secretArn } = outputs;
  if (url === undefined || origin === undefined || bots === undefined)
    throw new NoSuchStack(`the stack ${name} has no outputs Url and Bots: npm run deploy brings it up to date`);
  if (secretArn !== undefined && id === undefined)
    throw new NoSuchStack(`the stack ${name} has no output SiteId: npm run deploy brings it up to date`);
  const site = id === undefined || secretArn === undefined ? undefined : { id, secretArn };
  return { url, origin, bots: readBots(bots), missedTable, site };
}

async function outputsOf(
  name: string,
  cloudFormation: Pick<CloudFormationClient, 'send'>,
): Promise<Readonly<Record<string, string | undefined>>> {
  try {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    return Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue }): [string, string | undefined] => [
        OutputKey,
        OutputValue,
      ]),
    );
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new NoSuchStack(
      `the stack ${name} could not be looked up (${why}): set AWS_REGION and AWS_PROFILE to where npm run deploy has put it`,
      { cause: error },
    );
  }
}
