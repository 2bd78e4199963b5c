import { createHash } from 'node:crypto';
import { ArnFormat, CfnResource, Names, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal, type IGrantable, Grant } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnBotAlias, CfnBotVersion } from 'aws-cdk-lib/aws-lex';
import { askedSlotsOf, type AskedSlots } from '@lex-chat/backend/bots/asked-slots';
import type { Bot } from '@lex-chat/backend/bots/bot';
import { deployedName } from '@lex-chat/backend/bots/deployed-name';
import { Construct } from 'constructs';

/** A bot that answers. */
export interface AnsweringBot {
  readonly botId: string;
  readonly aliasId: string;
  /** The locales that it speaks, the default first. */
  readonly locales: readonly string[];
  /** What is known of the slots that it asks for. */
  readonly slots?: AskedSlots;
  readonly idleSeconds?: number;
}

/** Lets a function use the aliases of bots. */
export function grantBots(
  scope: Construct,
  bots: readonly AnsweringBot[],
  grantee: IGrantable,
  ...operations: readonly ('RecognizeText' | 'GetSession' | 'PutSession' | 'DeleteSession')[]
): void {
  Grant.addToPrincipal({
    grantee,
    actions: operations.map(operation => `lex:${operation}`),
    resourceArns: bots.map(({ botId, aliasId }) => aliasArn(scope, botId, aliasId)),
  });
}

export interface LexBotProps {
  readonly bot: Bot;
  /** The function behind the bot's intents. */
  readonly codeHook: IFunction;
}

/** The alias that the service talks to. Not the test alias, which two may use at once. */
const ALIAS_NAME = 'live';

/** With the bot's own name, less than the hundred characters that Lex allows. */
const DEPLOYMENT_MAX_LENGTH = 48;

/**
 * A Lex V2 bot, built from its definition: the bot, a version of it, and an alias that points there. A version is a picture of
 * the bot that never changes, so a changed definition makes a new one; the old goes once the alias has moved.
 */
export class LexBot extends Construct implements AnsweringBot {
  readonly botId: string;
  readonly aliasId: string;
  readonly locales: readonly string[];
  readonly slots: AskedSlots;
  readonly idleSeconds: number;

  constructor(scope: Construct, id: string, { bot, codeHook }: LexBotProps) {
    super(scope, id);
    this.locales = bot.BotLocales.map(({ LocaleId }) => LocaleId);
    this.slots = askedSlotsOf(bot);
    this.idleSeconds = bot.IdleSessionTTLInSeconds;

    // For text alone a bot needs to be allowed nothing; Lex asks for a role all the same.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lexv2.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    const definition = new CfnResource(this, 'Bot', {
      type: 'AWS::Lex::Bot',
      properties: { ...bot, Name: this.#nameOf(bot), RoleArn: role.roleArn, AutoBuildBotLocales: true },
    });
    this.botId = definition.ref;

    const version = new CfnBotVersion(this, `Version${hashOf(bot)}`, {
      botId: this.botId,
      botVersionLocaleSpecification: this.locales.map(localeId => ({
        localeId,
        botVersionLocaleDetails: { sourceBotVersion: 'DRAFT' },
      })),
    });
    const alias = new CfnBotAlias(this, 'Alias', {
      botId: this.botId,
      botAliasName: ALIAS_NAME,
      botVersion: version.attrBotVersion,
      botAliasLocaleSettings: this.locales.map(localeId => ({
        localeId,
        botAliasLocaleSetting: {
          enabled: true,
          codeHookSpecification: {
            lambdaCodeHook: { lambdaArn: codeHook.functionArn, codeHookInterfaceVersion: '1.0' },
          },
        },
      })),
    });
    this.aliasId = alias.attrBotAliasId;

    codeHook.addPermission(`Hear${Names.nodeUniqueId(this.node)}`, {
      principal: new ServicePrincipal('lexv2.amazonaws.com'),
      sourceAccount: Stack.of(this).account,
      sourceArn: aliasArn(this, this.botId, this.aliasId),
    });
  }

  /** Of this stack and place in it: the same bot may be there for a trial, for another site, for another version. */
  #nameOf({ Name }: Bot): string {
    return deployedName(Name, Names.uniqueResourceName(this, { maxLength: DEPLOYMENT_MAX_LENGTH }));
  }
}

function aliasArn(scope: Construct, botId: string, aliasId: string): string {
  return Stack.of(scope).formatArn({
    service: 'lex',
    resource: 'bot-alias',
    resourceName: `${botId}/${aliasId}`,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

function hashOf(bot: Bot): string {
  return createHash('sha256').update(JSON.stringify(bot)).digest('hex').slice(0, 12);
}
