import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  MathExpression,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricName } from '@lex-chat/backend/functions/metrics';
import { Construct } from 'constructs';
import type { Alarms, Watched } from './alarms.ts';
import { serviceMetric } from './metrics.ts';

export interface DashboardProps extends Watched {
  readonly alarms: Alarms;
  /** What stands at the end of the page. */
  readonly lists?: readonly IWidget[];
}

const PERIOD = Duration.minutes(5);
const HALF = 12;

/** One page of how the chat goes: what is asked, who answers, how fast, for how much, and what goes wrong. */
export class Dashboard extends Construct {
  /** Where the console shows it. */
  readonly url: string;

  constructor(
    scope: Construct,
    id: string,
    { service, functions, rest, sockets, failedAnswers, hooks, alarms, lists = [] }: DashboardProps,
  ) {
    super(scope, id);
    const dashboard = new CloudWatchDashboard(this, 'Dashboard', { defaultInterval: Duration.days(1) });
    const sum = (name: MetricName) => serviceMetric(service, name, PERIOD);
    const throttles = [...functions.all, ...(hooks ? [hooks] : [])].map(each =>
      each.metricThrottles({ period: PERIOD, label: `Lambda ${each.node.scope!.node.id}` }),
    );

    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms.all], width: 2 * HALF }));
    dashboard.addWidgets(
      graph('Turns, and who answered', [
        sum('Turns'),
        sum('AnsweredByIntent'),
        sum('AnsweredByModel'),
        sum('FailedTurns'),
      ]),
      graph('Turns that no intent fitted, in per cent', [
        new MathExpression({
          expression: '100 * fallbacks / turns',
          usingMetrics: { fallbacks: sum('Fallbacks'), turns: sum('Turns') },
          label: 'Fallbacks',
          period: PERIOD,
        }),
      ]),
    );
    dashboard.addWidgets(
      graph('Until something was shown, in ms', percentiles(service, 'FirstTokenLatency')),
      graph('Until all was shown, in ms', percentiles(service, 'TurnLatency')),
    );
    dashboard.addWidgets(
      graph('Tokens of the model', [sum('InputTokens'), sum('OutputTokens')]),
      graph('Cost of the model, in US dollars', [sum('Cost')]),
    );
    dashboard.addWidgets(
      graph('Turned away', [sum('Throttled'), sum('RateLimited'), sum('BudgetExhausted'), ...throttles]),
      graph('Sockets', [
        sum('SocketsOpened'),
        sockets.api.metric('MessageCount', { period: PERIOD, statistic: 'Sum', label: 'Messages both ways' }),
      ]),
    );
    dashboard.addWidgets(
      graph('Not answered, by their number in the queue', [
        failedAnswers.queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }),
      ]),
      graph('Failed on our side', [
        rest.api.metricServerError({ period: PERIOD, statistic: 'Sum', label: 'Requests' }),
        sockets.api.metric('ExecutionError', { period: PERIOD, statistic: 'Sum', label: 'Sockets' }),
        functions.receive.metricErrors({ period: PERIOD, label: 'What is heard on sockets' }),
        ...(hooks ? [hooks.metricErrors({ period: PERIOD, label: 'Code hooks' })] : []),
      ]),
    );

    if (lists.length > 0) dashboard.addWidgets(...lists);

    const { region } = Stack.of(this);
    this.url =
      `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}` +
      `#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

function percentiles(service: string, name: 'FirstTokenLatency' | 'TurnLatency'): readonly IMetric[] {
  return ['p50', 'p95', 'p99'].map(statistic => serviceMetric(service, name, PERIOD, statistic));
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: HALF, leftYAxis: { min: 0 } });
}
