import { Duration, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Alarm, ComparisonOperator, MathExpression, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter, type IFilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { RetryEvent } from '@lex-chat/backend/conversation/model/model-retries';
import type { Cure, UpstreamService } from '@lex-chat/backend/conversation/upstream-error';
import { METRIC_NAMESPACE } from '@lex-chat/backend/functions/metrics';
import { Construct } from 'constructs';
import type { FailedAnswers } from './failed-answers.ts';
import type { ServiceFunctions } from '../functions.ts';
import { serviceMetric } from './metrics.ts';
import type { RestApi } from '../rest-api.ts';
import type { SocketApi } from '../socket-api.ts';

/** What is watched. */
export interface Watched {
  /** The name of this deployment among the metrics of an account. */
  readonly service: string;
  readonly functions: ServiceFunctions;
  readonly rest: RestApi;
  readonly sockets: SocketApi;
  readonly failedAnswers: FailedAnswers;
  /** Whether people may write over Messenger or Slack. */
  readonly hasChannels: boolean;
  /** The function behind the bots that are built, which asks the model for channels that talk to Lex directly. */
  readonly hooks: Function | undefined;
}

export interface AlarmsProps extends Watched {
  /**
   * Who is told.
   * @default - nobody: the alarms are in CloudWatch
   */
  readonly email?: string;
  /**
   * The US dollars a month of the whole account past which `email` is told.
   * @default - no budget
   */
  readonly monthlyBudget?: number;
}

/** The event of the log that no waiting mends: a wrong key, an unpaid bill, a model that is not allowed. */
const MODEL_NEEDS_OPERATOR = FilterPattern.stringValue(
  '$.message',
  '=',
  'model-needs-operator' satisfies RetryEvent['event'],
);

/** The same of a platform, in whatever line it stands: a token that has expired or was revoked, a secret without one of its texts. */
const CHANNEL_NEEDS_OPERATOR = FilterPattern.all(
  FilterPattern.stringValue('$.fault.cure', '=', 'operator' satisfies Cure),
  FilterPattern.any(
    ...(['messenger', 'slack', 'secrets'] satisfies UpstreamService[]).map(service =>
      FilterPattern.stringValue('$.fault.service', '=', service),
    ),
  ),
);

const PERIOD = Duration.minutes(5);

/** What wakes someone: that visitors get no answers, or soon will not. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly all: readonly Alarm[];

  constructor(
    scope: Construct,
    id: string,
    { service, functions, rest, sockets, failedAnswers, hasChannels, hooks, email, monthlyBudget }: AlarmsProps,
  ) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: service, enforceSSL: true });
    this.topic.grantPublish(
      // Not on behalf of somebody else's alarms.
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));

    this.all = [
      this.#alarm('FailedAnswers', 'Messages were not answered; their ids are in the queue', {
        // What arrives. Nothing reads the queue, so its depth would ring once, and then not again for as long as that message is kept.
        metric: failedAnswers.queue.metricNumberOfMessagesSent({ period: PERIOD, statistic: 'Sum' }),
        threshold: 1,
      }),
      this.#alarm(
        'ModelNeedsOperator',
        'The model refuses for a reason that no waiting mends: its key, its bill, its permission',
        {
          metric: this.#counted(
            service,
            'ModelNeedsOperator',
            MODEL_NEEDS_OPERATOR,
            [functions.answer, functions.chat, ...(hooks ? [hooks] : [])].map(each => each.logGroup),
          ),
          threshold: 1,
        },
      ),
      ...(hasChannels
        ? [
            this.#alarm(
              'ChannelNeedsOperator',
              'Messenger or Slack refuses for a reason that no waiting mends: its token, or what the app may do',
              {
                metric: this.#counted(
                  service,
                  'ChannelNeedsOperator',
                  CHANNEL_NEEDS_OPERATOR,
                  [functions.rest, functions.answer].map(each => each.logGroup),
                ),
                threshold: 1,
              },
            ),
          ]
        : []),
      this.#alarm('FailedTurns', 'Visitors are told that their messages could not be answered', {
        metric: serviceMetric(service, 'FailedTurns', PERIOD),
        threshold: 5,
      }),
      this.#alarm(
        'AnswerThrottled',
        'Lambda has turned answers away: no room is left for them, the account’s or what was reserved',
        { metric: functions.answer.metricThrottles({ period: PERIOD }), threshold: 1 },
      ),
      this.#alarm('RestErrors', 'Requests fail on our side', {
        metric: rest.api.metricServerError({ period: PERIOD, statistic: 'Sum' }),
        threshold: 5,
      }),
      this.#alarm('SocketErrors', 'Sockets fail on our side', {
        // Not `IntegrationError`, which also counts that a socket was refused for its visitor's sake.
        metric: sockets.api.metric('ExecutionError', { period: PERIOD, statistic: 'Sum' }),
        threshold: 5,
      }),
      this.#alarm('ReceiveErrors', 'The function that hears sockets fails', {
        metric: functions.receive.metricErrors({ period: PERIOD }),
        threshold: 5,
      }),
      this.#alarm('ReceiveThrottled', 'Lambda turns sockets away: the account’s concurrency is used up', {
        metric: functions.receive.metricThrottles({ period: PERIOD }),
        threshold: 1,
      }),
      ...(hooks
        ? [
            this.#alarm('HooksFailed', 'The function behind the bots fails or is turned away, and Lex with it', {
              metric: new MathExpression({
                expression: 'FILL(errors, 0) + FILL(throttles, 0)',
                usingMetrics: {
                  errors: hooks.metricErrors({ period: PERIOD }),
                  throttles: hooks.metricThrottles({ period: PERIOD }),
                },
                label: 'Errors and throttles of code hooks',
                period: PERIOD,
              }),
              threshold: 5,
            }),
          ]
        : []),
    ];
    if (email !== undefined && monthlyBudget !== undefined) createBudget(this, email, monthlyBudget);
  }

  #alarm(id: string, alarmDescription: string, { metric, threshold }: { metric: IMetric; threshold: number }): Alarm {
    const alarm = new Alarm(this, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }

  /** In a namespace of the deployment's own: what a filter counts has no dimension but what stands in the line. */
  #counted(service: string, metricName: string, filterPattern: IFilterPattern, logs: readonly ILogGroup[]): IMetric {
    const [metric] = logs.map((logGroup, i) =>
      new MetricFilter(this, `${metricName}${i}`, {
        logGroup,
        filterPattern,
        metricNamespace: `${METRIC_NAMESPACE}/${service}`,
        metricName,
        metricValue: '1',
      }).metric({ period: PERIOD, statistic: 'Sum' }),
    );
    return metric!;
  }
}

function createBudget(scope: Construct, email: string, amount: number): CfnBudget {
  const subscribers = [{ subscriptionType: 'EMAIL', address: email }];
  return new CfnBudget(scope, 'Budget', {
    budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount, unit: 'USD' } },
    notificationsWithSubscribers: [
      {
        notification: { notificationType: 'ACTUAL', comparisonOperator: 'GREATER_THAN', threshold: 80 },
        subscribers,
      },
      {
        notification: { notificationType: 'FORECASTED', comparisonOperator: 'GREATER_THAN', threshold: 100 },
        subscribers,
      },
    ],
  });
}
