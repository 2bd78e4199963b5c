import { Template } from 'aws-cdk-lib/assertions';
import { METRICS as FUNCTION_METRICS } from '@lex-chat/backend/functions/metrics';
import { expect, it } from 'vitest';
import { createApp } from '../lib/fixtures/app-fixture.ts';
import { FUNCTION_MEMORY_MB } from '../lib/service-function.ts';
import { resource, resourcesOf, synthesise } from '../lib/fixtures/stack-fixture.ts';
import { WebAclStack } from '../lib/web-acl-stack.ts';
import budget from '../../widget/budget.json' with { type: 'json' };
import { ALARM_METRICS, METRICS, monthlyCost, SECRETS } from './month.ts';
import { PRICES, TOKEN_PRICES } from './prices.ts';
import { TURN, USUAL } from './use.ts';

const use = { ...USUAL, visitors: 10_000, turns: 6 };
const dollars = (name: string, given = use) =>
  monthlyCost(given).find(({ service }) => service.startsWith(name))!.dollars;

it('asks Lex for every turn, the model for its share', () => {
  expect(dollars('Lex')).toBeCloseTo(60_000 * PRICES.lexTextRequest);
  expect(dollars('Model', { ...use, modelShare: 0 })).toBe(0);
  expect(dollars('Model', { ...use, modelShare: 0.6 })).toBeCloseTo(2 * dollars('Model'));
});

it('reckons with files: what is kept of them, what is asked for them, and what the model reads', () => {
  expect(monthlyCost(use).map(({ service }) => service)).not.toContain('Visitors’ files');
  const some = { ...use, files: 0.5 };
  // 5,000 of a megabyte, kept for a month.
  expect(dollars('Visitors', some)).toBeCloseTo(
    5 * PRICES.objectGbMonth + 5_000 * (2 * PRICES.objectPut + 4 * PRICES.objectGet),
  );
  expect(dollars('Visitors', { ...some, keptDays: 15 })).toBeLessThan(dollars('Visitors', some));
  const read = (fileTokens: number) => dollars('Model', { ...some, fileTokens });
  expect(read(10_000) - read(0)).toBeCloseTo(5_000 * 10_000 * TOKEN_PRICES['amazon.nova-lite']!.input);
  expect(dollars('API Gateway', some) - dollars('API Gateway')).toBeCloseTo(10_000 * PRICES.restRequest);
});

it('grows with the visitors, but for what is paid by the month', () => {
  const fixed = total({ ...use, visitors: 0 });
  expect(fixed).toBeGreaterThan(0);
  expect(total({ ...use, visitors: 20_000 }) - fixed).toBeCloseTo(2 * (total(use) - fixed));
});

it('names the dearest first', () => {
  const sums = monthlyCost({ ...use, model: 'anthropic.claude-sonnet-4-5' }).map(line => line.dollars);
  expect(sums).toEqual([...sums].sort((a, b) => b - a));
});

function total(given: typeof use): number {
  return monthlyCost(given).reduce((sum, line) => sum + line.dollars, 0);
}

it('reckons with the alarms, metrics and secrets that a deployment has', () => {
  const template = synthesise({ site: { id: 'shop' } });
  const looked = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).flatMap(
    ({ Properties: { MetricName, Metrics = [{ MetricStat: MetricName }] } }) =>
      (Metrics as { MetricStat?: unknown }[]).filter(({ MetricStat }) => MetricStat !== undefined),
  );
  expect(looked).toHaveLength(ALARM_METRICS);
  expect(Object.keys(resourcesOf(template, 'AWS::SecretsManager::Secret'))).toHaveLength(SECRETS);
  const filtered = Object.values(resourcesOf(template, 'AWS::Logs::MetricFilter')).map(
    ({ Properties }) => (Properties['MetricTransformations'] as { MetricName: string }[])[0]!.MetricName,
  );
  expect(Object.keys(FUNCTION_METRICS).length + new Set(filtered).size).toBe(METRICS);
});

it('reckons with the web ACL that a deployment can have: 5 US dollars, and 1 for each rule', () => {
  const acl = new WebAclStack(createApp(), 'WebAcl', { region: 'us-east-1' });
  const { Rules } = resource(Template.fromStack(acl), 'AWS::WAFv2::WebACL', 'WebAcl').Properties;
  expect(PRICES.firewallMonth).toBe(5 + (Rules as object[]).length);
});

it('reckons with the memory that functions have, and with no less than the element may weigh', () => {
  expect([TURN.receive.gb, TURN.answerGb, TURN.rest.gb]).toEqual(
    [1, 1, 1].map(gb => (gb * FUNCTION_MEMORY_MB) / 1_024),
  );
  expect(TURN.kilobytesClosed * 1_000).toBeGreaterThanOrEqual(budget.beforeOpening);
  expect(TURN.kilobytesOpened * 1_000).toBeGreaterThanOrEqual(budget.oneAnswer);
});
