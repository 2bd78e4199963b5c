import { GetAccountCommand, type APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { fine, nameOf, warn, type Finding } from './finding.ts';

/** Whether all APIs of the account would from now on write their logs by another role than they do: that of another stack than this. */
export async function checkLoggingRole(apis: Pick<APIGatewayClient, 'send'>, stackName: string): Promise<Finding> {
  try {
    const { cloudwatchRoleArn: role } = await apis.send(new GetAccountCommand());
    return role === undefined || role.includes(`:role/${stackName}-`)
      ? fine('API Gateway: no logging role that would be replaced')
      : warn(
          `API Gateway: the account’s logging role would be replaced, which is ${role}`,
          'set apiLoggingRole: false',
        );
  } catch (error) {
    return warn(
      `API Gateway: its logging role could not be looked up (${nameOf(error)})`,
      'allow apigateway:GET on /account',
    );
  }
}
