import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRICS, METRIC_NAMESPACE, METRIC_SERVICE, type MetricName } from './metrics.ts';

const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: METRIC_SERVICE });

/** Adds to a metric; written with the others at the end of the call, in CloudWatch's embedded format. */
export function measure(name: MetricName, value = 1): void {
  metrics.addMetric(name, METRICS[name], value);
}

export function publishMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
