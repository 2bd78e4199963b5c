import { ArnFormat, Duration, Stack, Token } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Environment } from '@lex-chat/backend/functions/environment';
import type { HookEnvironment } from '@lex-chat/backend/functions/hook-environment';
import { FUNCTIONS, type FunctionName } from '@lex-chat/backend/functions/routes';
import { readUploadTypes } from '@lex-chat/backend/functions/upload-types';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { answerName } from './answer-name.ts';
import { KNOWN_ON_DEPLOY, withKnownAddresses } from './offered-models.ts';
import { built, ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

/** All that is told to the functions of the service but the one name that they have from here. */
export type ServiceEnvironment = Omit<Environment, 'ANSWER_FUNCTION'>;

export interface ServiceFunctionsProps {
  /** The name of this deployment among the metrics of an account. */
  readonly service: string;
  readonly environment: ServiceEnvironment;
  readonly logRetention: RetentionDays;
  /** Where messages are noted that nothing answered. */
  readonly failedAnswers: IQueue;
  /** How many answers may be given at once. */
  readonly reservedAnswers?: number;
}

/**
 * An answer that waited longer than this has been given up by its visitor. Lambda's own retries would come after one and two
 * minutes, and would ask Lex a second time; a lease that runs out and the visitor's next word do better.
 */
const ANSWER_EVENT_AGE = Duration.seconds(60);

const DESCRIPTIONS: Readonly<Record<FunctionName, string>> = {
  receive: 'Hears the sockets of the chat',
  answer: 'Answers the messages of the chat',
  rest: 'Answers the requests of the chat that come without a socket',
  chat: 'Streams answers and exports of the chat',
  hooks: 'Stands behind the intents of the bots',
};

/** What only some of the functions have. */
type More = Pick<ServiceFunctionProps, 'functionName' | 'reservedConcurrency' | 'deadLetterQueue'>;

/** The functions behind the APIs. */
export class ServiceFunctions extends Construct {
  readonly receive: Function;
  readonly answer: Function;
  readonly rest: Function;
  readonly chat: Function;

  constructor(scope: Construct, id: string, props: ServiceFunctionsProps) {
    super(scope, id);
    const { service, logRetention, failedAnswers, reservedAnswers } = props;
    const functionName = answerName(this);
    const environment: Environment = { ...props.environment, ANSWER_FUNCTION: functionName };
    checkUploadTypes(environment);
    const create = (name: FunctionName, more: More = {}) =>
      serviceFunction(this, name, { service, environment, logRetention }, more);

    this.receive = create('receive');
    this.answer = create('answer', {
      functionName,
      deadLetterQueue: failedAnswers,
      ...(reservedAnswers !== undefined && { reservedConcurrency: reservedAnswers }),
    });
    this.answer.configureAsyncInvoke({ maxEventAge: ANSWER_EVENT_AGE, retryAttempts: 0 });
    this.rest = create('rest');
    this.chat = create('chat');

    for (const caller of this.all) grantInvoke(this, caller, functionName);
  }

  get all(): readonly Function[] {
    return [this.receive, this.answer, this.rest, this.chat];
  }
}

/** The function behind the bots. Apart from the others: they are told the bot, whose alias names this one. */
export function createHooks(scope: Construct, told: Told & { readonly environment: HookEnvironment }): Function {
  return serviceFunction(scope, 'hooks', told);
}

interface Told {
  readonly service: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logRetention: RetentionDays;
}

function serviceFunction(
  scope: Construct,
  name: FunctionName,
  { service, environment, logRetention }: Told,
  more: More = {},
): Function {
  // Powertools' own variable, by which metrics are those of this deployment.
  const variables: Told['environment'] = { ...environment, POWERTOOLS_SERVICE_NAME: service };
  return new ServiceFunction(scope, name[0]!.toUpperCase() + name.slice(1), {
    bundle: built(`backend/dist/${name}`, `functions/${name}`),
    description: DESCRIPTIONS[name],
    timeout: Duration.seconds(FUNCTIONS[name].timeoutSeconds),
    environment: Object.fromEntries(
      Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    logRetention,
    ...more,
  }).function;
}

/** Throws, naming what cannot be attached or shown, as functions would at their start. */
function checkUploadTypes(environment: Environment): void {
  const { UPLOADS_BUCKET, UPLOAD_TYPES, MODEL_URL, MODELS } = environment;
  if (UPLOAD_TYPES === undefined) return;
  if (UPLOAD_TYPES === '') throw new Error('uploadTypes is empty: leave it out, or let uploads be false');
  if (UPLOADS_BUCKET === undefined) throw new Error(`uploadTypes is ${UPLOAD_TYPES}: nothing can be attached`);
  // What another stack tells only on deploy would be taken for an address that makes no sense.
  const isLater = MODEL_URL !== undefined && Token.isUnresolved(MODEL_URL);
  readUploadTypes({
    ...environment,
    ...(isLater && { MODEL_URL: KNOWN_ON_DEPLOY }),
    ...(MODELS !== undefined && { MODELS: withKnownAddresses(MODELS) }),
  });
}

/** By name: a function that is allowed to call itself would otherwise wait for itself to exist. */
function grantInvoke(scope: Construct, grantee: IGrantable, functionName: string): void {
  Grant.addToPrincipal({
    grantee,
    actions: ['lambda:InvokeFunction'],
    resourceArns: [
      Stack.of(scope).formatArn({
        service: 'lambda',
        resource: 'function',
        resourceName: functionName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
  });
}
