import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { checkIndexBuilt, INDEX_FILE } from './knowledge-index.ts';

/** In the context of what deploys nothing, such as `cdk destroy`. */
export const WITHOUT_INDEX = 'lex-chat:without-index';

/** Where the model finds what the site's own pages say: see `docs/knowledge.md`. */
export class Knowledge {
  /** A knowledge base of Amazon Bedrock in the stack's own region and account, by its id. */
  static bedrock(knowledgeBaseId: string): Knowledge {
    return new Knowledge(`bedrock:${knowledgeBaseId}`, (scope, grantee) =>
      allow(grantee, 'bedrock:Retrieve', arnOf(scope, 'bedrock', 'knowledge-base', knowledgeBaseId)),
    );
  }

  /** An index of Amazon Kendra in the stack's own region and account, by its id. */
  static kendra(indexId: string): Knowledge {
    return new Knowledge(`kendra:${indexId}`, (scope, grantee) =>
      allow(grantee, 'kendra:Retrieve', arnOf(scope, 'kendra', 'index', indexId)),
    );
  }

  /**
   * The index that `npm run knowledge` wrote and `npm run build` put beside the functions, which lie in these folders. An app elsewhere has it in
   * the package, if both ran before that was put together (`npm run pack`). A stack that is given it throws a `ConfigError` where it is
   * missing, unless its context says `WITHOUT_INDEX`.
   */
  static index(functions?: readonly string[]): Knowledge {
    return new Knowledge(`index:${INDEX_FILE}`, scope => {
      if (scope.node.tryGetContext(WITHOUT_INDEX) === undefined) checkIndexBuilt(functions);
    });
  }

  /** For the functions, as `KNOWLEDGE`. */
  readonly variable: string;
  readonly #grant: (scope: Construct, grantee: IGrantable) => unknown;

  private constructor(variable: string, grant: (scope: Construct, grantee: IGrantable) => unknown) {
    this.variable = variable;
    this.#grant = grant;
  }

  /** Lets functions look something up. */
  grant(scope: Construct, ...grantees: readonly IGrantable[]): void {
    for (const grantee of grantees) this.#grant(scope, grantee);
  }
}

function arnOf(scope: Construct, service: string, resource: string, resourceName: string): string {
  return Stack.of(scope).formatArn({ service, resource, resourceName });
}

function allow(grantee: IGrantable, action: string, resourceArn: string): Grant {
  return Grant.addToPrincipal({ grantee, actions: [action], resourceArns: [resourceArn] });
}
