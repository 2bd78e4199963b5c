import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { TableOperation } from '@lex-chat/backend/functions/table-access';
import { Construct } from 'constructs';

/** The keys of a table, as `@lex-chat/backend/functions/tables` lists them. */
export interface TableKeys {
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** A local index by a number. */
  readonly placeIndex?: { readonly name: string; readonly sortKey: string };
  readonly timeToLive: string;
}

export interface TableProps {
  readonly keys: TableKeys;
  /** What becomes of the data when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * A table of the service: paid by use, encrypted with the account's own key, restorable to any second of the last 35 days, and
 * rid of its items at their time. Stateful: its construct path is part of our contract.
 */
export class Table extends Construct {
  readonly tableName: string;
  readonly tableArn: string;

  constructor(scope: Construct, id: string, { keys, removalPolicy }: TableProps) {
    super(scope, id);
    const { partitionKey, sortKey, placeIndex, timeToLive } = keys;
    const table = new TableV2(this, 'Resource', {
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      ...(sortKey && { sortKey: { name: sortKey, type: AttributeType.STRING } }),
      ...(placeIndex && {
        localSecondaryIndexes: [
          {
            indexName: placeIndex.name,
            sortKey: { name: placeIndex.sortKey, type: AttributeType.NUMBER },
            projectionType: ProjectionType.ALL,
          },
        ],
      }),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      timeToLiveAttribute: timeToLive,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
    });
    this.tableName = table.tableName;
    this.tableArn = table.tableArn;
    this.#indexArns = placeIndex ? [`${table.tableArn}/index/${placeIndex.name}`] : [];
  }

  readonly #indexArns: readonly string[];

  /** Lets `grantee` do exactly these operations, such as `GetItem`. */
  grant(grantee: IGrantable, ...operations: readonly TableOperation[]): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: operations.map(operation => `dynamodb:${operation}`),
      resourceArns: [this.tableArn, ...this.#indexArns],
    });
  }
}
