import { Template } from 'aws-cdk-lib/assertions';
import { METRIC_NAMESPACE, METRICS } from '@lex-chat/backend/functions/metrics';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../fixtures/app-fixture.ts';
import { BotChoice } from '../bot-choice.ts';
import { LexChatStack } from '../lex-chat-stack.ts';
import { Model } from '../model.ts';
import { resource, resourcesOf, synthesise } from '../fixtures/stack-fixture.ts';

let template: Template;
beforeAll(() => (template = synthesise({ alarmEmail: 'oncall@example.com', monthlyBudget: 50 })));

describe('the dashboard', () => {
  /** Its text, in which `…` stands for what CloudFormation fills in. */
  const body = () => {
    const { DashboardBody } = resource(template, 'AWS::CloudWatch::Dashboard', 'Dashboard').Properties as {
      DashboardBody: { 'Fn::Join': [string, unknown[]] };
    };
    return DashboardBody['Fn::Join'][1].map(part => (typeof part === 'string' ? part : '…')).join('');
  };

  it('shows everything that the functions measure', () => {
    const shown = [...body().matchAll(/"lex-chat","(\w+)","service","LexChat"/g)].map(([, name]) => name);
    expect(METRIC_NAMESPACE).toBe('lex-chat');
    expect([...new Set(shown)].sort()).toEqual(Object.keys(METRICS).sort());
  });

  it('shows the alarms, the throttled calls, the queue of what was not answered, and what both APIs failed at', () => {
    for (const name of [
      'Throttles',
      'ApproximateNumberOfMessagesVisible',
      '5XXError',
      'ExecutionError',
      'MessageCount',
    ])
      expect(body()).toContain(`"${name}"`);
    expect(JSON.parse(body())).toMatchObject({
      widgets: expect.arrayContaining([expect.objectContaining({ type: 'alarm' })]) as unknown,
    });
  });

  it('is named when the stack is deployed', () => {
    template.hasOutput('Dashboard', {});
  });
});

describe('alarms [R48]', () => {
  it('wake somebody for what keeps visitors without an answer', () => {
    const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm'));
    const metrics = alarms.map(({ Properties }) => Properties['MetricName']);
    expect(metrics.filter(name => name !== undefined).sort()).toEqual([
      '5XXError',
      'Errors',
      'ExecutionError',
      'FailedTurns',
      'ModelNeedsOperator',
      'NumberOfMessagesSent',
      'Throttles',
      'Throttles',
    ]);
    for (const { Properties } of alarms) {
      expect(Properties['AlarmActions']).toHaveLength(1);
      expect(Properties['TreatMissingData']).toBe('notBreaching');
    }
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'oncall@example.com' });
  });

  it('ring again for every answer that fails, though nobody empties the queue, whose address is told', () => {
    const { Properties } = resource(template, 'AWS::CloudWatch::Alarm', 'AlarmsFailedAnswers');
    expect(Properties).toMatchObject({
      MetricName: 'NumberOfMessagesSent',
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
    const [queue] = Object.keys(resourcesOf(template, 'AWS::SQS::Queue'));
    template.hasOutput('FailedAnswers', { Value: { Ref: queue } });
  });

  it('hear of the function behind bots that are built, whether it fails or is turned away, and graphs show it', () => {
    const { Properties } = resource(template, 'AWS::CloudWatch::Alarm', 'AlarmsHooksFailed');
    const [hooks] = Object.keys(resourcesOf(template, 'AWS::Lambda::Function')).filter(id => id.startsWith('Hooks'));
    const metrics = Properties['Metrics'] as {
      MetricStat?: { Metric: { MetricName: string; Dimensions: object[] } };
    }[];
    const looked = metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
    expect(looked.map(({ MetricName }) => MetricName).sort()).toEqual(['Errors', 'Throttles']);
    for (const { Dimensions } of looked) expect(Dimensions).toEqual([{ Name: 'FunctionName', Value: { Ref: hooks } }]);
    const shown = JSON.stringify(resource(template, 'AWS::CloudWatch::Dashboard', 'Dashboard').Properties);
    expect(shown).toContain('Lambda Hooks');
    expect(shown).toContain('Code hooks');

    const existing = synthesise({ bots: { site: BotChoice.existing('ABCDEFGHIJ', 'KLMNOPQRST', ['ko_KR']) } });
    expect(Object.keys(resourcesOf(existing, 'AWS::CloudWatch::Alarm')).filter(id => id.includes('Hooks'))).toEqual([]);
  });

  it('hear of a model that needs the operator from the log of whoever asks models', () => {
    const filters = Object.values(resourcesOf(template, 'AWS::Logs::MetricFilter'));
    const asking = filters.map(({ Properties }) => (Properties['LogGroupName'] as { Ref: string }).Ref);
    expect(asking.map(log => log.replace(/Log[0-9A-F]+$/, '')).sort()).toEqual([
      'FunctionsAnswer',
      'FunctionsChat',
      'Hooks',
    ]);
    for (const { Properties } of filters)
      expect(Properties['FilterPattern']).toBe('{ $.message = "model-needs-operator" }');
  });

  it('sleep when a visitor is refused a socket, which API Gateway counts as an error of the integration', () => {
    const metrics = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
    expect(metrics.map(({ MetricName }) => MetricName)).not.toContain('IntegrationError');
  });

  it('hear of their own deployment alone, where an account has several', () => {
    /** What each alarm hears, and what each filter writes, with logical ids as they are: those are of the stack. */
    const heard = (name: string) => {
      const stack = new LexChatStack(createApp(), name, { allowedOrigins: [], model: Model.bedrock({ model: 'x.y' }) });
      const all = Template.fromStack(stack);
      const alarms = Object.values(resourcesOf(all, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
      const filters = Object.values(resourcesOf(all, 'AWS::Logs::MetricFilter')).map(({ Properties }) => Properties);
      const [told] = filters.map(each => (each['MetricTransformations'] as { MetricNamespace: string }[])[0]!);
      expect(alarms.find(({ MetricName }) => MetricName === 'ModelNeedsOperator')?.['Namespace']).toBe(
        told?.MetricNamespace,
      );
      return alarms.map(({ Namespace, MetricName, Dimensions, Metrics }) =>
        JSON.stringify([Namespace, MetricName, Dimensions, Metrics]),
      );
    };
    const [shop, bank] = [heard('Shop'), heard('Bank')];
    const shared = shop.filter(each => bank.includes(each) && !each.includes('"Ref"') && !each.includes('GetAtt'));
    expect(shared).toEqual([]);
  });

  it('are told of by this account’s CloudWatch alone', () => {
    const policies = Object.values(resourcesOf(template, 'AWS::SNS::TopicPolicy'));
    const statements = policies.flatMap(
      ({ Properties }) => (Properties['PolicyDocument'] as { Statement: Record<string, unknown>[] }).Statement,
    );
    expect(statements.find(({ Effect }) => Effect === 'Allow')).toMatchObject({
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
  });

  it('come before the bill does', () => {
    template.hasResourceProperties('AWS::Budgets::Budget', { Budget: { BudgetLimit: { Amount: 50, Unit: 'USD' } } });
    synthesise({ alarmEmail: 'oncall@example.com' }).resourceCountIs('AWS::Budgets::Budget', 0);
  });
});

describe('what no intent knew', () => {
  it('is kept only where it is wanted', () => {
    expect(Object.keys(resourcesOf(template)).filter(id => id.startsWith('Missed'))).toEqual([]);
  });

  it('is listed on the dashboard for each locale of each bot, by a function that may do nothing else', () => {
    const wanted = synthesise({ missedUtterances: true });
    const { DashboardBody } = resource(wanted, 'AWS::CloudWatch::Dashboard', 'Dashboard').Properties;
    const body = JSON.stringify(DashboardBody);
    for (const locale of ['ko_KR', 'en_US']) expect(body).toContain(`What no intent of hello-world knew (${locale})`);
    const policy = resource(wanted, 'AWS::IAM::Policy', 'MissedPage').Properties['PolicyDocument'];
    expect(JSON.stringify(policy)).toContain('dynamodb:Query');
    expect(JSON.stringify(policy)).not.toMatch(/dynamodb:(?!Query)/);
    wanted.hasOutput('MissedTable', {});
  });
});
