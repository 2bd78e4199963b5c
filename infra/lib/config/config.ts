import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { FileType } from '@lex-chat/protocol/files';
import type { ModeName } from '@lex-chat/backend/conversation/model/modes';
import type { Limits } from '../limits.ts';

/** What one deployment is. Each can be given in `infra/config.ts`, or in the environment: `allowedOrigins` as `LEX_CHAT_ALLOWED_ORIGINS`. */
export interface Config extends Limits {
  /**
   * What this deployment is called: its stack, and all that has a name in an account. A second one in the same region needs another.
   * @default 'LexChat'
   */
  readonly name: string;
  /**
   * The websites that may chat: exact origins, such as `https://www.example.com`.
   * @default [] - only the demo's pages
   */
  readonly allowedOrigins: readonly string[];
  /**
   * Who answers when no intent fits: `bedrock:`, `openai:`, `openai-compatible:` or `openai-completions:`, and the model.
   * @default 'bedrock:amazon.nova-lite-v1:0'
   */
  readonly model: string;
  /**
   * The Bedrock inference profile by which the model is asked, such as `eu.amazon.nova-lite-v1:0`.
   * @default - the model is asked directly
   */
  readonly modelProfile?: string;
  /**
   * All regions among which the profile chooses; a `global.` one needs none. `aws bedrock get-inference-profile` tells them.
   * @default - none; `modelProfile` needs them
   */
  readonly modelRegions?: readonly string[];
  /**
   * Where an OpenAI-compatible server is, up to and with its version: `https://…/v1`.
   * @default - OpenAI
   */
  readonly modelUrl?: string;
  /**
   * The ARN of the secret that holds the model's key.
   * @default - none; OpenAI needs one
   */
  readonly modelKeySecretArn?: string;
  /**
   * The models that visitors may choose in its place, by names of your own, each with a `label` and the settings above, in the environment
   * as JSON: see `docs/deploying.md`.
   * @default - visitors have no choice
   */
  readonly models?: Readonly<Record<string, OfferSettings>>;
  /**
   * The ARNs of the KMS keys of your own under which those secrets lie that you have made, in the region of the deployment.
   * @default - they lie under AWS's own key, which whoever may read a secret may use
   */
  readonly secretKmsKeyArns?: readonly string[];
  /**
   * The most tokens of one answer.
   * @default 1000
   */
  readonly modelMaxTokens: number;
  /**
   * The Bedrock guardrail that models of Bedrock answer under.
   * @default - none
   */
  readonly guardrailId?: string;
  /**
   * Its version.
   * @default 'DRAFT'
   */
  readonly guardrailVersion: string;
  /**
   * The bots of this project that are built: `hello-world`, `banking`. The first answers where none is asked for.
   * @default ['hello-world']
   */
  readonly bots: readonly BotName[];
  /**
   * The id of a bot that exists already, instead of those.
   * @default - none
   */
  readonly botId?: string;
  /**
   * The id of its alias.
   * @default - none
   */
  readonly botAliasId?: string;
  /**
   * The locales it speaks, the default first.
   * @default ['en_US']
   */
  readonly botLocales: readonly string[];
  /**
   * The confidence, from 0 to 1, below which an intent is a guess and the model answers.
   * @default 0.6
   */
  readonly minimumConfidence: number;
  /**
   * Who the assistant is, in a few sentences for the model.
   * @default - what the service says of itself
   */
  readonly persona?: string;
  /**
   * The same for one bot by itself, by its name: `{ banking: 'You are a clerk of …' }`, in the environment as JSON.
   * @default - `persona` for all
   */
  readonly personas?: Readonly<Partial<Record<BotName, string>>>;
  /**
   * Where the model finds what the site's own pages say: `bedrock:` and a knowledge base, `kendra:` and an index, or
   * `index`, which `npm run knowledge` makes.
   * @default - nowhere
   */
  readonly knowledge?: string;
  /**
   * The same for one bot by itself, by its name: `{ banking: 'kendra:…' }`, in the environment as JSON.
   * @default - `knowledge` for all
   */
  readonly botKnowledge?: Readonly<Partial<Record<BotName, string>>>;
  /**
   * The ARN of the secret with what Facebook Messenger wants: see `docs/channels.md`.
   * @default - nobody is heard there
   */
  readonly messengerSecretArn?: string;
  /**
   * The bot that answers there.
   * @default - the first of them
   */
  readonly messengerBot?: string;
  /**
   * The ARN of the secret with what Slack wants: see `docs/channels.md`.
   * @default - nobody is heard there
   */
  readonly slackSecretArn?: string;
  /**
   * The bot that answers there.
   * @default - the first of them
   */
  readonly slackBot?: string;
  /**
   * What messages may ask of the model besides chat: `translate`, `correct-grammar`, `sentiment`, `extract-email`, `redact-pii`,
   * `step-by-step`, `extract-times`. `chat` alone is none of them.
   * @default - all of them
   */
  readonly modes?: readonly ModeName[];
  /**
   * Whether visitors may attach files: to a private bucket, which goes with the stack.
   * @default true
   */
  readonly uploads: boolean;
  /**
   * What they may attach: `pdf`, `txt`, `csv`, `md`, `docx`, `xlsx`, `png`, `jpeg`, `webp`.
   * @default - all that the providers of the models can be shown
   */
  readonly uploadTypes?: readonly FileType[];
  /**
   * The name of the site that vouches for its users: see `docs/signing.md`.
   * @default - everybody is a guest
   */
  readonly siteId?: string;
  /**
   * Who may chat: anybody (`guests`), or only those for whom the site vouches (`signed`).
   * @default 'guests'
   */
  readonly visitors: 'guests' | 'signed';
  /**
   * The version of the secret that CloudFront sends along, once that was changed: see `docs/deploying.md`.
   * @default - the one that was current when the distribution was last changed
   */
  readonly originSecretVersion?: string;
  /**
   * The most requests a second that each route of the two APIs lets through, of all visitors together.
   * @default 200
   */
  readonly requestsPerSecond: number;
  /**
   * How many of them may come at once.
   * @default 400
   */
  readonly requestsAtOnce: number;
  /**
   * Whether the demo's pages are served from the chat's own address.
   * @default true
   */
  readonly demo: boolean;
  /**
   * A name of one's own, such as `chat.example.com`.
   * @default - the one that CloudFront gives
   */
  readonly domainName?: string;
  /**
   * The ARN of a certificate for that name, in us-east-1.
   * @default - none
   */
  readonly certificateArn?: string;
  /**
   * Whether a web ACL stands in front: about 7 US dollars a month, 8 with a channel, and a second stack in us-east-1.
   * @default false
   */
  readonly webAcl: boolean;
  /**
   * Whether the conversations stay when the stack is deleted.
   * @default true
   */
  readonly keepConversations: boolean;
  /**
   * Whether what no intent knew is counted, without what may tell who said it: `npm run missed` and the dashboard list it.
   * @default false
   */
  readonly missedUtterances: boolean;
  /**
   * How many days logs are kept.
   * @default 30
   */
  readonly logRetentionDays: RetentionDays;
  /**
   * How many answers may be given at once, set aside from the account's concurrency.
   * @default - as many as the account allows
   */
  readonly reservedAnswers?: number;
  /**
   * Who is woken by alarms, and told of the budget.
   * @default - nobody; the alarms are in CloudWatch
   */
  readonly alarmEmail?: string;
  /**
   * The US dollars a month of the whole account past which `alarmEmail` is told.
   * @default - no budget
   */
  readonly monthlyBudget?: number;
  /**
   * Whether to give API Gateway the role by which it writes logs: no where the account has one.
   * @default true
   */
  readonly apiLoggingRole: boolean;
}

/** What is said of one model. */
export type ModelSettings = Pick<Config, 'model' | 'modelProfile' | 'modelRegions' | 'modelUrl' | 'modelKeySecretArn'>;

/** What is said of a model that visitors may choose: what they read, and the same settings as of the usual one. */
export interface OfferSettings extends ModelSettings {
  /** In one line of up to 60 characters. */
  readonly label: string;
}

export const BOT_NAMES = ['hello-world', 'banking'] as const;
export type BotName = (typeof BOT_NAMES)[number];

/** The name of the bot that exists already, where that is deployed with. */
export const EXISTING_BOT = 'bot';

/** The names by which websites ask for the bots of a deployment, the default first. */
export function deployedBots({ bots, botId }: Pick<Config, 'bots' | 'botId'>): readonly string[] {
  return botId === undefined ? bots : [EXISTING_BOT];
}

/** What stands where nothing is said. */
export const DEFAULTS: Config = {
  name: 'LexChat',
  allowedOrigins: [],
  model: 'bedrock:amazon.nova-lite-v1:0',
  modelMaxTokens: 1_000,
  guardrailVersion: 'DRAFT',
  bots: ['hello-world'],
  botLocales: ['en_US'],
  minimumConfidence: 0.6,
  uploads: true,
  visitors: 'guests',
  requestsPerSecond: 200,
  requestsAtOnce: 400,
  demo: true,
  webAcl: false,
  keepConversations: true,
  missedUtterances: false,
  logRetentionDays: RetentionDays.ONE_MONTH,
  apiLoggingRole: true,
};
