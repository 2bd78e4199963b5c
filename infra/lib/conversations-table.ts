import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CONVERSATIONS } from '@lex-chat/backend/functions/tables';
import { Construct } from 'constructs';

export interface ConversationsTableProps {
  /**
   * What becomes of the conversations when the stack is deleted.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Where conversations are kept. Stateful: its construct path is part of our contract. */
export class ConversationsTable extends Construct {
  readonly tableName: string;

  constructor(scope: Construct, id: string, props: ConversationsTableProps = {}) {
    super(scope, id);
    const { partitionKey, sortKey, placeIndex, timeToLive } = CONVERSATIONS;
    const table = new TableV2(this, 'Resource', {
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
      localSecondaryIndexes: [
        {
          indexName: placeIndex.name,
          sortKey: { name: placeIndex.sortKey, type: AttributeType.NUMBER },
          projectionType: ProjectionType.ALL,
        },
      ],
      billing: Billing.onDemand(),
      timeToLiveAttribute: timeToLive,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    this.tableName = table.tableName;
  }
}
