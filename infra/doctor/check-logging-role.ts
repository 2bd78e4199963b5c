import { GetAccountCommand, type APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { fine, nameOf, stop, warn, type Finding } from './finding.ts';

/**
 * Whether all APIs of the account would from now on write their logs by another role than they do: that of another stack than this.
 * `instead` is what is said of it: a warning, or a stop where nobody has yet said which it should be.
 */
export async function checkLoggingRole(
  apis: Pick<APIGatewayClient, 'send'>,
  stackName: string,
  instead: typeof warn | typeof stop = warn,
): Promise<Finding> {
  try {
    const { cloudwatchRoleArn: role } = await apis.send(new GetAccountCommand());
    return role === undefined || role.includes(`:role/${stackName}-`)
      ? fine('API Gateway: no logging role that would be replaced')
      : instead(
          `API Gateway: the account’s logging role would be replaced, which is ${role}`,
          instead === stop
            ? 'set apiLoggingRole: false to keep it, or true to replace it for all APIs of the account'
            : 'set apiLoggingRole: false',
        );
  } catch (error) {
    return warn(
      `API Gateway: its logging role could not be looked up (${nameOf(error)})`,
      'allow apigateway:GET on /account',
    );
  }
}
