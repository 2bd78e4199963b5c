import type { RemovalPolicy } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { FileType } from '@lex-chat/protocol/files';
import type { ModeName } from '@lex-chat/backend/conversation/model/modes';
import type { BotChoice } from './bot-choice.ts';
import type { Channels } from './channels.ts';
import type { Domain } from './front-door.ts';
import type { Knowledge } from './knowledge.ts';
import type { Limits } from './limits.ts';
import type { Model } from './model.ts';
import type { ModelOffer } from './offered-models.ts';
import type { Throttle } from './rest-api.ts';

export interface LexChatProps {
  /** The websites that may chat: exact origins, such as `https://www.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** Who answers when no intent fits. */
  readonly model: Model;
  /**
   * The models that visitors may choose in its place, by names of up to 32 lower-case letters, digits or `-`.
   * @default - visitors have no choice
   */
  readonly models?: Readonly<Record<string, ModelOffer>>;
  /**
   * The bots, by the names under which websites ask for them (1 to 40 letters, digits, `-` or `_`). The first hears messages where none
   * is asked for.
   * @default - the hello-world bot, in Korean and English
   */
  readonly bots?: Readonly<Record<string, BotChoice>>;
  /**
   * The confidence, from 0 to 1, below which an intent is a guess and the model answers.
   * @default 0.6
   */
  readonly minimumConfidence?: number;
  /**
   * Who the assistant is, in a few sentences for the model.
   * @default - what the service says of itself
   */
  readonly persona?: string;
  /**
   * What the model is told of the site's own pages.
   * @default - nothing
   */
  readonly knowledge?: Knowledge;
  /**
   * What messages may ask of the model besides chat. An empty list is nothing.
   * @default - all that there is
   */
  readonly modes?: readonly ModeName[];
  /**
   * Whether visitors may attach files.
   * @default true
   */
  readonly uploads?: boolean;
  /**
   * What they may attach.
   * @default - all that the provider of the model can be shown
   */
  readonly uploadTypes?: readonly FileType[];
  /**
   * Rates, token budgets and prices.
   * @default - as each says
   */
  readonly limits?: Limits;
  /**
   * Facebook Messenger and Slack, where the same bots answer: see `docs/channels.md`.
   * @default - none of them
   */
  readonly channels?: Channels;
  /**
   * The site that vouches for its users: see `docs/signing.md`. Its secret is made by the stack.
   * @default - everybody is a guest
   */
  readonly site?: Site;
  /**
   * The version of the secret that CloudFront sends along, once that was changed: see `docs/deploying.md`.
   * @default - the one that was current when the distribution was last changed
   */
  readonly originSecretVersion?: string;
  /**
   * Whether the demo's pages are served from the chat's own address, as a place to try it.
   * @default true
   */
  readonly demo?: boolean;
  /**
   * A name of one's own for the chat.
   * @default - the one that CloudFront gives
   */
  readonly domain?: Domain;
  /**
   * The ARN of a web ACL for CloudFront, in us-east-1.
   * @default - none: the ledger and the throttles hold by themselves
   */
  readonly webAclArn?: string;
  /**
   * What becomes of the conversations when the stack is deleted.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - they stay, but for the empty table of a first deployment that failed
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * How long logs are kept.
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
  /**
   * How many answers may be given at once, set aside from the account's concurrency. New accounts have 10 in all, of which
   * none can be set aside.
   * @default - as many as the account allows
   */
  readonly reservedAnswers?: number;
  /**
   * The most requests a second, of each route of the two APIs.
   * @default { rate: 200, burst: 400 }
   */
  readonly throttle?: Throttle;
  /**
   * Whether to give API Gateway the role by which it writes logs. An account has one for all its APIs in a region: no where it has
   * one already.
   * @default true
   */
  readonly apiLoggingRole?: boolean;
  /**
   * Whether what no intent knew is counted, without what may tell who said it, for whoever writes the bot.
   * @default false
   */
  readonly missedUtterances?: boolean;
  /**
   * Who is woken by alarms, and told of the budget.
   * @default - nobody: the alarms are in CloudWatch
   */
  readonly alarmEmail?: string;
  /**
   * The US dollars a month of the whole account past which `alarmEmail` is told.
   * @default - no budget
   */
  readonly monthlyBudget?: number;
}

export interface Site {
  /** The audience of the site's proofs. */
  readonly id: string;
  /**
   * Who may chat: anybody, or only those for whom the site vouches.
   * @default 'guests'
   */
  readonly visitors?: 'guests' | 'signed';
}
