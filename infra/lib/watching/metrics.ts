import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE, type MetricName } from '@lex-chat/backend/functions/metrics';

/** What the functions of a deployment measure of themselves, by the name they give it. */
export function serviceMetric(service: string, name: MetricName, period: Duration, statistic = 'Sum'): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName: name,
    dimensionsMap: { service },
    period,
    statistic,
    // With a label, an alarm could no longer name its metric by itself.
    ...(statistic !== 'Sum' && { label: statistic }),
  });
}
