import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { findStack } from './deployed-stack.ts';

const cloudFormation = mockClient(CloudFormationClient);
afterAll(() => cloudFormation.restore());
beforeEach(() => cloudFormation.reset());

const BOTS = JSON.stringify([{ name: 'hello-world', botId: 'B', aliasId: 'A', locales: ['ko_KR'] }]);

function find(outputs: Readonly<Record<string, string>>) {
  const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
  const Stacks = [{ StackName: 'Shop', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' as const, Outputs }];
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks });
  return findStack('Shop', new CloudFormationClient({ region: 'eu-central-1' }));
}

it('asks in the name of a page of its own, or of a website where it has none', async () => {
  const url = 'https://d1.cloudfront.net';
  expect(await find({ Url: url, Bots: BOTS })).toMatchObject({ url, origin: url, missedTable: undefined });
  const website = { Website: 'https://www.example.com', MissedTable: 'Shop-Missed' };
  expect(await find({ Url: url, Bots: BOTS, ...website })).toMatchObject({
    url,
    origin: 'https://www.example.com',
    missedTable: 'Shop-Missed',
  });
});

it('knows the site that vouches for its users, and is brought up to date where it does not say its name', async () => {
  const outputs = { Url: 'https://d1.cloudfront.net', Bots: BOTS, SiteSecretArn: 'arn:secret' };
  expect(await find({ ...outputs, SiteId: 'shop' })).toMatchObject({ site: { id: 'shop', secretArn: 'arn:secret' } });
  expect(await find({ Url: outputs.Url, Bots: BOTS })).toMatchObject({ site: undefined });
  await expect(find(outputs)).rejects.toThrow('has no output SiteId: npm run deploy brings it up to date');
});

it('is brought up to date where it is older than what asks', async () => {
  await expect(find({ Url: 'https://d1.cloudfront.net' })).rejects.toThrow('npm run deploy brings it up to date');
});
