import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE, METRIC_SERVICE, type MetricName } from '@lex-chat/backend/functions/metrics';

/** What the functions measure of themselves, by the name they give it. */
export function serviceMetric(name: MetricName, period: Duration, statistic = 'Sum'): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName: name,
    dimensionsMap: { service: METRIC_SERVICE },
    period,
    statistic,
    // With a label, an alarm could no longer name its metric by itself.
    ...(statistic !== 'Sum' && { label: statistic }),
  });
}
