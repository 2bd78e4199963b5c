import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface CloudFormation {
  /** What AWS's clients are told, to find it in place of AWS's own. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** CloudFormation, as far as it tells the outputs of stacks: `outputs` by the stacks' names. */
export async function startCloudFormation(
  outputs: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<CloudFormation> {
  const server = createServer((request, response) => {
    void text(request).then(body => {
      const asked = new URLSearchParams(body);
      const name = asked.get('StackName') ?? '';
      const held = asked.get('Action') === 'DescribeStacks' ? outputs[name] : undefined;
      response.writeHead(held ? 200 : 400, { 'content-type': 'text/xml' }).end(held ? described(held) : refused(name));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    variables: {
      AWS_ENDPOINT_URL_CLOUDFORMATION: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function described(outputs: Readonly<Record<string, string>>): string {
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</OutputValue></member>`,
  );
  return (
    '<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>' +
    `<Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`
  );
}

function refused(name: string): string {
  return (
    '<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code>' +
    `<Message>Stack with id ${name} does not exist</Message></Error><RequestId>1</RequestId></ErrorResponse>`
  );
}
