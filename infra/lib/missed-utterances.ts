import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CustomWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { NamedBots } from '@lex-chat/backend/functions/bots';
import { MISSED } from '@lex-chat/backend/functions/tables';
import { Construct } from 'constructs';
import { built, ServiceFunction } from './service-function.ts';
import { Table } from './table.ts';

export interface MissedUtterancesProps {
  readonly logRetention: RetentionDays;
}

/** What visitors asked and no intent knew, and the function that shows it on the dashboard. */
export class MissedUtterances extends Construct {
  readonly table: Table;
  readonly #page: Function;

  constructor(scope: Construct, id: string, { logRetention }: MissedUtterancesProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', { keys: MISSED, removalPolicy: RemovalPolicy.DESTROY });
    this.#page = new ServiceFunction(this, 'Page', {
      bundle: built('infra/dist/missed', 'missed'),
      description: 'Shows on the dashboard what no intent knew',
      timeout: Duration.seconds(10),
      environment: { MISSED_TABLE: this.table.tableName },
      logRetention,
    }).function;
    this.table.grant(this.#page, 'Query');
  }

  /** A widget for each locale of each bot. Whoever looks at the dashboard calls the function, by their own rights. */
  widgets(bots: NamedBots): readonly CustomWidget[] {
    return bots.flatMap(({ name: bot, locales }) =>
      locales.map(
        locale =>
          new CustomWidget({
            title: `What no intent of ${bot} knew (${locale})`,
            functionArn: this.#page.functionArn,
            params: { bot, locale },
            updateOnRefresh: true,
            updateOnTimeRangeChange: false,
            width: 12,
            height: 8,
          }),
      ),
    );
  }
}
