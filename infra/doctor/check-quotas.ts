import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { paginateListServiceQuotas, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { fine, isRefusedAccess, nameOf, warn, type Finding } from './finding.ts';

/** Executions that Lambda keeps unreserved, whatever is asked for. */
const KEPT_UNRESERVED = 100;
/** Under this a new account's figure, not one that was chosen. */
const FEW = 50;

/** How many functions may run at once, and what that leaves to reserve for `answer`, which may be there already under this name. */
export async function checkConcurrency(
  lambda: Pick<LambdaClient, 'send'>,
  reserved: number | undefined,
  answerFunction: string,
): Promise<Finding> {
  const page = 'Service Quotas → AWS Lambda → Concurrent executions';
  try {
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand());
    const all = AccountLimit?.ConcurrentExecutions ?? 0;
    const unreserved = AccountLimit?.UnreservedConcurrentExecutions ?? all;
    const free = Math.max(0, unreserved + (await heldBy(lambda, answerFunction)) - KEPT_UNRESERVED);
    if (reserved !== undefined && reserved > free)
      return {
        level: 'stop',
        what: `Lambda: ${reserved} executions to reserve, ${free} left of ${all}`,
        cure: `reserve at most ${free}, or ask for more: ${page}`,
      };
    if (all < FEW)
      return warn(
        `Lambda: ${all} executions at once, a new account’s`,
        `ask for 1,000: ${page}; reserve none until then`,
      );
    return fine(`Lambda: ${all} executions at once; up to ${Math.floor(free / 2)} may well be reserved for answers`);
  } catch (error) {
    return warn(`Lambda: concurrency could not be looked up (${nameOf(error)})`, 'allow lambda:GetAccountSettings');
  }
}

/** What a deployment before has set aside already, and this one only changes. */
async function heldBy(lambda: Pick<LambdaClient, 'send'>, FunctionName: string): Promise<number> {
  try {
    const held = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    return held.ReservedConcurrentExecutions ?? 0;
  } catch (error) {
    if (nameOf(error) === 'ResourceNotFoundException') return 0;
    throw error;
  }
}

/** The quotas that a growing chat meets (docs/scale.md), as Service Quotas names them. */
const LOOKED_AT = [
  { service: 'apigateway', pattern: /^throttle rate$/i, usual: 10_000 },
  { service: 'lex', pattern: /concurrent text/i, usual: 50 },
];

/** The quotas of the account that are lower than what docs/scale.md reckons with. */
export async function checkQuotas(quotas: ServiceQuotasClient): Promise<readonly Finding[]> {
  const found = await Promise.all(
    LOOKED_AT.map(async ({ service, pattern, usual }) => {
      const findings: Finding[] = [];
      try {
        for await (const { Quotas = [] } of paginateListServiceQuotas({ client: quotas }, { ServiceCode: service })) {
          for (const { QuotaName: name = '', Value: value = 0 } of Quotas) {
            if (!pattern.test(name)) continue;
            const what = `quota: ${service}, ${name}: ${value.toLocaleString('en-US')}`;
            findings.push(
              value < usual
                ? warn(what, `docs/scale.md reckons with ${usual.toLocaleString('en-US')}: Service Quotas → ${service}`)
                : fine(what),
            );
          }
        }
        return findings;
      } catch (error) {
        return [
          warn(
            `quota: ${service} could not be looked up (${nameOf(error)})`,
            isRefusedAccess(error) ? 'allow servicequotas:ListServiceQuotas' : 'try again',
          ),
        ];
      }
    }),
  );
  return found.flat();
}
