/**
 * List prices in US dollars, us-east-1, before free tiers and volume discounts, gathered on 2026-11-21 from the services' public pricing pages and
 * from third parties that quote them. Other regions differ (Seoul is up to a quarter dearer for some services): a person who plans a budget opens
 * the pricing page of each service; a person who compares two designs finds the order of magnitude here.
 */
export const PRICES_AS_OF = '2026-11-21';
export const PRICES_REGION = 'us-east-1';

export const PRICES = {
  /** Amazon Lex V2, one text request. */
  lexTextRequest: 0.000_75,
  /** Lambda on arm64, one GB-second and one request. */
  lambdaGbSecond: 0.000_013_333_4,
  lambdaRequest: 0.2 / 1e6,
  /** API Gateway REST, one request; WebSocket, one message of up to 32 KB either way, and one minute of one connection. */
  restRequest: 3.5 / 1e6,
  socketMessage: 1 / 1e6,
  socketMinute: 0.25 / 1e6,
  /** DynamoDB on demand: one write unit (1 KB), one read unit (4 KB, strongly consistent), one GB-month kept, and the same with point-in-time recovery. */
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  tableGbMonth: 0.25,
  backupGbMonth: 0.2,
  /** S3 Standard: one object put, copied or listed, one read, and one GB-month kept. */
  objectPut: 0.005 / 1e3,
  objectGet: 0.0004 / 1e3,
  objectGbMonth: 0.023,
  /** CloudFront, one HTTPS request and one GB to a browser in North America or Europe; Korea and Japan are dearer. */
  edgeRequest: 0.01 / 1e4,
  edgeGb: 0.085,
  /** CloudWatch: one GB of logs taken in; one custom metric, alarm and dashboard a month. */
  logGb: 0.5,
  metricMonth: 0.3,
  alarmMonth: 0.1,
  dashboardMonth: 3,
  /** X-Ray, one trace recorded. */
  trace: 5 / 1e6,
  /** Secrets Manager, one secret a month. */
  secretMonth: 0.4,
  /** WAF: a web ACL (5) with its two rules (1 each) a month; channels have a third, one request looked at. */
  firewallMonth: 7,
  firewallRequest: 0.6 / 1e6,
} as const;

/** Dollars for one token read and one written. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number;
}

export const TOKEN_PRICES: Readonly<Record<string, TokenPrice>> = {
  'amazon.nova-micro': { input: 0.035 / 1e6, output: 0.14 / 1e6 },
  'amazon.nova-lite': { input: 0.06 / 1e6, output: 0.24 / 1e6 },
  'amazon.nova-pro': { input: 0.8 / 1e6, output: 3.2 / 1e6 },
  'anthropic.claude-haiku-4-5': { input: 1 / 1e6, output: 5 / 1e6 },
  'anthropic.claude-sonnet-4-5': { input: 3 / 1e6, output: 15 / 1e6 },
  'gpt-4o-mini': { input: 0.15 / 1e6, output: 0.6 / 1e6 },
};
