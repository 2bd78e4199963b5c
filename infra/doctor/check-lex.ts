import {
  DescribeBotAliasCommand,
  type LexModelsV2Client,
  ListBuiltInSlotTypesCommand,
} from '@aws-sdk/client-lex-models-v2';
import { fine, isRefusedAccess, nameOf, stop, warn, type Finding } from './finding.ts';

/** A bot that is there already, with the locales that it is said to speak. */
export interface ExistingBot {
  readonly botId: string;
  readonly botAliasId: string;
  readonly locales: readonly string[];
}

/** Whether the alias is there, answers, and speaks those locales. */
export async function checkExistingBot(
  lex: Pick<LexModelsV2Client, 'send'>,
  { botId, botAliasId, locales }: ExistingBot,
): Promise<Finding> {
  const name = `bot ${botId}, alias ${botAliasId}`;
  try {
    const { botAliasStatus, botAliasLocaleSettings = {} } = await lex.send(
      new DescribeBotAliasCommand({ botId, botAliasId }),
    );
    if (botAliasStatus !== 'Available')
      return stop(`${name}: ${botAliasStatus ?? 'of unknown status'}`, 'wait until it is Available');
    const silent = locales.filter(locale => !botAliasLocaleSettings[locale]?.enabled);
    return silent.length === 0
      ? fine(`${name}: ${locales.join(', ')}`)
      : stop(
          `${name}: does not answer in ${silent.join(', ')}`,
          `enable it on the alias, or set botLocales to ${Object.keys(botAliasLocaleSettings).join(', ') || 'what it has'}`,
        );
  } catch (error) {
    if (nameOf(error) === 'ResourceNotFoundException')
      return stop(`${name}: there is none`, `aws lexv2-models list-bot-aliases --bot-id ${botId}`);
    return warn(`${name}: could not be looked up (${nameOf(error)})`, 'allow lex:DescribeBotAlias');
  }
}

/** Whether Lex V2 is in the region and speaks the bot's locales: it lists built-in slot types only for a locale that it knows. */
export async function checkLex(
  lex: Pick<LexModelsV2Client, 'send'>,
  region: string,
  locales: readonly string[],
): Promise<readonly Finding[]> {
  return Promise.all(
    locales.map(async localeId => {
      try {
        await lex.send(new ListBuiltInSlotTypesCommand({ localeId, maxResults: 1 }));
        return fine(`Lex: ${localeId} in ${region}`);
      } catch (error) {
        if (isRefusedAccess(error))
          return warn(`Lex: ${localeId} could not be looked up`, 'allow lex:ListBuiltInSlotTypes');
        return nameOf(error) === 'ValidationException'
          ? stop(
              `Lex: ${localeId} is not offered in ${region}`,
              'leave the locale out, or deploy to ap-northeast-2 or us-east-1',
            )
          : stop(
              `Lex: not reachable in ${region} (${nameOf(error)})`,
              'deploy to a region that has Lex V2: ap-northeast-2, us-east-1',
            );
      }
    }),
  );
}
