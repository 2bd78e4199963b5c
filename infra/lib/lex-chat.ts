import { Names, RemovalPolicy } from 'aws-cdk-lib';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { helloWorld } from '@lex-chat/backend/bots/hello-world';
import { writeBots, type NamedBots } from '@lex-chat/backend/functions/bots';
import { ACCOUNTS, CONNECTIONS, CONVERSATIONS, LEDGER } from '@lex-chat/backend/functions/tables';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledged.ts';
import { Alarms } from './watching/alarms.ts';
import { bindBots, BotChoice } from './bot-choice.ts';
import { channelRoutes, channelUrls, channelVariables, grantChannels, type ChannelName } from './channels.ts';
import { checkProps } from './config/check-props.ts';
import { Dashboard } from './watching/dashboard.ts';
import { FailedAnswers } from './watching/failed-answers.ts';
import { FrontDoor } from './front-door.ts';
import { createHooks, ServiceFunctions } from './functions.ts';
import { grantService, grantTables } from './grants.ts';
import { LoggingRole } from './logging-role.ts';
import type { LexChatProps } from './lex-chat-props.ts';
import { limitVariables } from './limits.ts';
import { MissedUtterances } from './missed-utterances.ts';
import { modelsVariable } from './offered-models.ts';
import { RestApi, type Throttle } from './rest-api.ts';
import { createSecret } from './secrets.ts';
import { SiteFiles } from './site-files.ts';
import { SocketApi } from './socket-api.ts';
import { Table } from './table.ts';
import { VisitorFiles } from './visitor-files.ts';

const THROTTLE: Throttle = { rate: 200, burst: 400 };

/** A chat for websites: a Lex bot first and a language model when no intent fits, with all that this takes. */
export class LexChat extends Construct {
  /** Where all of it is found: `https://…`, without a slash at the end. */
  readonly url: string;
  /** What a DNS record of one's own name has to point to: `….cloudfront.net`. */
  readonly distributionDomain: string;
  /** Where sockets are opened: `wss://…`. */
  readonly socketUrl: string;
  /** What each platform is told to call. */
  readonly channelUrls: Readonly<Partial<Record<ChannelName, string>>>;
  /** What a page is given to have the chat on it. */
  readonly scriptTag: string;
  readonly bots: NamedBots;
  readonly functions: ServiceFunctions;
  readonly rest: RestApi;
  readonly sockets: SocketApi;
  readonly failedAnswers: FailedAnswers;
  readonly alarms: Alarms;
  readonly dashboard: Dashboard;
  readonly missedUtterances: MissedUtterances | undefined;
  /** Where visitors' files lie; undefined where nothing can be attached. */
  readonly visitorFiles: VisitorFiles | undefined;
  /** By which a site's server vouches for its users. */
  readonly siteSecret: Secret | undefined;
  /** By which functions know that a request came through CloudFront. */
  readonly originSecret: Secret;

  constructor(scope: Construct, id: string, props: LexChatProps) {
    super(scope, id);
    checkProps(props);
    const { model, site, domain, webAclArn, demo = true, channels = {} } = props;
    // An empty table that stayed after a first deployment that failed would be one that nobody knows of.
    const { removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE } = props;
    const { logRetention = RetentionDays.ONE_MONTH, throttle = THROTTLE } = props;

    const tables = {
      conversations: new Table(this, 'Conversations', { keys: CONVERSATIONS, removalPolicy }),
      connections: new Table(this, 'Connections', { keys: CONNECTIONS, removalPolicy: RemovalPolicy.DESTROY }),
      ledger: new Table(this, 'Ledger', { keys: LEDGER, removalPolicy: RemovalPolicy.DESTROY }),
    };
    this.missedUtterances =
      props.missedUtterances === true ? new MissedUtterances(this, 'Missed', { logRetention }) : undefined;
    const missed = this.missedUtterances?.table;
    const secrets = {
      session: createSecret(this, 'SessionSecret', 'Signs the session tokens of the chat'),
      origin: createSecret(this, 'OriginSecret', 'Shows that a request came through CloudFront'),
      site: site && createSecret(this, 'SiteSecret', 'Shared with the site that vouches for its users'),
    };
    this.siteSecret = secrets.site;
    this.originSecret = secrets.origin;

    // Of the stack, and of the place in it: the chat may be in an account more than once.
    const service = Names.uniqueResourceName(this, { maxLength: 64 });
    const callbacks = channelRoutes(channels);
    this.rest = new RestApi(this, 'Rest', { name: service, throttle, callbacks, logRetention });
    this.sockets = new SocketApi(this, 'Sockets', { name: service, throttle, logRetention });
    if (props.apiLoggingRole ?? true) new LoggingRole(this, 'LoggingRole').precede(this.rest, this.sockets);

    const files = new SiteFiles(this, 'Files', { demo, logRetention });
    this.visitorFiles = props.uploads === false ? undefined : new VisitorFiles(this, 'VisitorFiles');
    const door = new FrontDoor(this, 'FrontDoor', {
      files: files.bucket,
      rest: this.rest,
      sockets: this.sockets,
      originSecret: secrets.origin,
      ...(props.originSecretVersion !== undefined && { originSecretVersion: props.originSecretVersion }),
      allowedOrigins: props.allowedOrigins,
      uploadOrigins: this.visitorFiles ? [this.visitorFiles.origin] : [],
      ...(domain && { domain }),
      ...(webAclArn !== undefined && { webAclArn }),
    });
    this.url = `https://${door.domainName}`;
    const origins = [...props.allowedOrigins, ...(demo ? [this.url] : [])];
    this.distributionDomain = door.distribution.distributionDomainName;
    this.channelUrls = channelUrls(channels, this.url);
    this.socketUrl = `wss://${door.domainName}${this.sockets.path}`;
    this.scriptTag =
      `<script type="module" src="${this.url}/${files.widget.release}/lex-chat.js" ` +
      `integrity="${files.widget.integrity}" crossorigin="anonymous"></script>` +
      `<lex-chat endpoint="${this.url}"></lex-chat>`;

    let hooks: Function | undefined;
    const choices = props.bots ?? { 'hello-world': BotChoice.define(helloWorld) };
    this.bots = bindBots(this, choices, () => {
      const accounts = new Table(this, 'Accounts', { keys: ACCOUNTS, removalPolicy: RemovalPolicy.DESTROY });
      const environment = { ACCOUNTS_TABLE: accounts.tableName, ...model.variables };
      hooks = createHooks(this, { service, environment, logRetention });
      grantTables({ hooks }, { accounts });
      model.grant(this, hooks);
      return hooks;
    });

    this.failedAnswers = new FailedAnswers(this, 'FailedAnswers');
    this.functions = new ServiceFunctions(this, 'Functions', {
      service,
      environment: {
        CONVERSATIONS_TABLE: tables.conversations.tableName,
        CONNECTIONS_TABLE: tables.connections.tableName,
        LEDGER_TABLE: tables.ledger.tableName,
        SESSION_SECRET_ID: secrets.session.secretArn,
        ORIGIN_SECRET_ID: secrets.origin.secretArn,
        ALLOWED_ORIGINS: origins.join(','),
        ...(this.visitorFiles && { UPLOADS_BUCKET: this.visitorFiles.bucketName }),
        ...(props.uploadTypes && { UPLOAD_TYPES: props.uploadTypes.join(',') }),
        BOTS: writeBots(this.bots),
        MINIMUM_CONFIDENCE: String(props.minimumConfidence ?? 0.6),
        ...model.variables,
        SOCKET_URL: this.socketUrl,
        WS_CALLBACK_URL: this.sockets.callbackUrl,
        ...(site && { VISITORS: site.visitors ?? 'guests', SITE_ID: site.id }),
        ...(secrets.site && { SITE_SECRET_ID: secrets.site.secretArn }),
        ...channelVariables(
          channels,
          this.bots.map(({ name }) => name),
        ),
        ...(props.modes && { MODES: ['chat', ...props.modes].join(',') }),
        ...(props.models && { MODELS: modelsVariable(props.models) }),
        ...(missed && { MISSED_TABLE: missed.tableName }),
        ...limitVariables(props.limits ?? {}),
        ...(props.persona !== undefined && { MODEL_PERSONA: props.persona }),
        ...(props.knowledge && { KNOWLEDGE: props.knowledge.variable }),
      },
      logRetention,
      failedAnswers: this.failedAnswers.queue,
      ...(props.reservedAnswers !== undefined && { reservedAnswers: props.reservedAnswers }),
    });
    grantService(this, this.functions, {
      tables: { ...tables, ...(missed && { missed }) },
      secrets,
      sockets: this.sockets,
      bots: this.bots,
      model,
    });
    for (const offer of Object.values(props.models ?? {}))
      offer.model.grant(this, this.functions.answer, this.functions.chat);
    for (const knowledge of [props.knowledge, ...Object.values(choices).map(choice => choice.knowledge)])
      knowledge?.grant(this, this.functions.answer, this.functions.chat);
    const attached = this.visitorFiles?.open(origins);
    this.visitorFiles?.emptyBy(files.publisher);
    this.visitorFiles?.grant({ answer: this.functions.answer, chat: this.functions.chat, rest: this.functions.rest });
    grantChannels(channels, this.functions.rest, this.functions.answer);
    this.rest.route(this.functions);
    this.sockets.route(this.functions.receive);
    const { functions, rest, sockets, failedAnswers } = this;
    const watched = { service, hooks, functions, rest, sockets, failedAnswers, hasChannels: callbacks.length > 0 };
    this.alarms = new Alarms(this, 'Alarms', {
      ...watched,
      ...(props.alarmEmail !== undefined && { email: props.alarmEmail }),
      ...(props.monthlyBudget !== undefined && { monthlyBudget: props.monthlyBudget }),
    });
    this.dashboard = new Dashboard(this, 'Dashboard', {
      ...watched,
      alarms: this.alarms,
      lists: this.missedUtterances?.widgets(this.bots) ?? [],
    });
    acknowledge(this, { sockets: this.sockets.api, stageName: this.sockets.stageName, files: files.bucket, attached });
  }
}
