import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRICS, METRIC_NAMESPACE, METRIC_SERVICE, type MetricName } from './metrics.ts';

/** Where an account has several deployments, each has a name of its own. */
const serviceName = process.env['POWERTOOLS_SERVICE_NAME'] ?? METRIC_SERVICE;

const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName });

/** Adds to a metric; written with the others at the end of the call, in CloudWatch's embedded format. */
export function measure(name: MetricName, value = 1): void {
  metrics.addMetric(name, METRICS[name], value);
}

export function publishMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
