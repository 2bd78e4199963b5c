import { type LexModelsV2Client, ListBuiltInSlotTypesCommand } from '@aws-sdk/client-lex-models-v2';
import { fine, isRefusedAccess, nameOf, stop, warn, type Finding } from './finding.ts';

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
