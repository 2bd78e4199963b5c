import { PRICES, TOKEN_PRICES } from './prices.ts';
import { secondsStreamed, TURN, type Use } from './use.ts';

/** Dollars a month for one service, and what they are for. */
export interface Line {
  readonly service: string;
  readonly dollars: number;
  readonly because: string;
}

/** As many as a deployment has, held to its template by a test. Of alarms, the metrics that they look at: CloudWatch charges by those. */
export const ALARM_METRICS = 10;
export const METRICS = 15;
export const SECRETS = 3;

/** What a month costs, dearest first. Free tiers and volume discounts are left out, so a small site pays less than this. */
export function monthlyCost(use: Use): readonly Line[] {
  const price = TOKEN_PRICES[use.model];
  if (!price)
    throw new RangeError(`no price is known for ${use.model}; known are ${Object.keys(TOKEN_PRICES).join(', ')}`);

  const chatters = use.visitors * use.opened;
  const turns = chatters * use.turns;
  const byModel = turns * use.modelShare;
  const byLex = turns - byModel;
  const streamed = secondsStreamed(use);

  const writes = byLex * TURN.lex.writes + byModel * (TURN.model.writes + TURN.model.writesPerSecond * streamed);
  const reads = byLex * TURN.lex.reads + byModel * TURN.model.reads;
  const posts = byLex * TURN.lex.posts + byModel * (TURN.lex.posts + TURN.model.postsPerSecond * streamed);
  const pings = (chatters * use.minutes * 60) / TURN.secondsBetweenPings;
  const minutes = chatters * use.minutes;
  const files = chatters * use.files;
  const requests = chatters * TURN.requestsPerVisit + files * TURN.file.requests;
  const gbSeconds =
    (turns + 2 * chatters) * TURN.receive.gb * TURN.receive.seconds +
    requests * TURN.rest.gb * TURN.rest.seconds +
    TURN.answerGb * (byLex * TURN.lex.seconds + byModel * (TURN.model.seconds + streamed));
  const calls = turns * 2 + 2 * chatters + requests;
  const gbKept = ((turns * TURN.kilobytesStored) / 1e6) * (use.keptDays / 30);
  const gbOfFiles = ((files * TURN.file.megabytes) / 1e3) * (use.keptDays / 30);
  const gbLogged = (turns * TURN.kilobytesLogged) / 1e6;
  const gbSent = (use.visitors * TURN.kilobytesClosed + chatters * (TURN.kilobytesOpened - TURN.kilobytesClosed)) / 1e6;
  const edgeRequests = use.visitors * 2 + chatters * 2 + requests;

  const lines: Line[] = [
    {
      service: 'Lex',
      dollars: turns * PRICES.lexTextRequest,
      because: `${count(turns)} text requests: every turn asks Lex first`,
    },
    {
      service: `Model (${use.model})`,
      dollars:
        byModel * (use.promptTokens * price.input + use.answerTokens * price.output) +
        files * use.fileTokens * price.input,
      because: `${count(byModel)} answers of ${use.promptTokens} tokens read and ${use.answerTokens} written${
        files > 0 ? `, ${use.fileTokens} read of each file` : ''
      }`,
    },
    {
      service: 'API Gateway',
      dollars:
        (turns * TURN.messagesIn + pings + posts) * PRICES.socketMessage +
        minutes * PRICES.socketMinute +
        requests * PRICES.restRequest,
      because: `${count(turns + pings + posts)} socket messages, ${count(minutes)} minutes, ${count(requests)} requests`,
    },
    {
      service: 'Lambda',
      dollars: gbSeconds * PRICES.lambdaGbSecond + calls * PRICES.lambdaRequest,
      because: `${count(calls)} calls, ${count(gbSeconds)} GB-seconds`,
    },
    {
      service: 'DynamoDB',
      dollars:
        writes * TURN.unitsPerWrite * PRICES.writeUnit +
        reads * TURN.unitsPerRead * PRICES.readUnit +
        gbKept * (PRICES.tableGbMonth + PRICES.backupGbMonth),
      because: `${count(writes)} writes, ${count(reads)} reads, ${gbKept.toFixed(1)} GB kept`,
    },
    {
      service: 'CloudFront and S3',
      dollars: gbSent * PRICES.edgeGb + edgeRequests * PRICES.edgeRequest,
      because: `${gbSent.toFixed(1)} GB to browsers`,
    },
    {
      service: 'CloudWatch and X-Ray',
      dollars:
        gbLogged * PRICES.logGb +
        calls * PRICES.trace * 0.05 +
        METRICS * PRICES.metricMonth +
        ALARM_METRICS * PRICES.alarmMonth +
        PRICES.dashboardMonth,
      because: `${gbLogged.toFixed(1)} GB of logs, ${METRICS} metrics, alarms on ${ALARM_METRICS}, a dashboard, one call in twenty traced`,
    },
    ...(files > 0
      ? [
          {
            service: 'Visitors’ files',
            dollars:
              files * (TURN.file.puts * PRICES.objectPut + TURN.file.gets * PRICES.objectGet) +
              gbOfFiles * PRICES.objectGbMonth,
            because: `${count(files)} files, ${gbOfFiles.toFixed(1)} GB kept in S3`,
          },
        ]
      : []),
    { service: 'Secrets Manager', dollars: SECRETS * PRICES.secretMonth, because: `${SECRETS} secrets` },
    ...(use.firewall
      ? [
          {
            service: 'WAF',
            dollars: PRICES.firewallMonth + edgeRequests * PRICES.firewallRequest,
            because: `${count(edgeRequests)} requests looked at`,
          },
        ]
      : []),
  ];
  return lines.sort((a, b) => b.dollars - a.dollars);
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
