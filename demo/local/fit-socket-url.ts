import { ownHosts, socketUrlAt } from './stack-environment.ts';

/**
 * This machine has two names, and a page under one of them may have a policy that lets it connect to no other: it is given
 * the socket under the name by which it asked.
 */
export function fitSocketUrl(port: number) {
  const hosts = ownHosts(port);
  return (body: Buffer, host: string): Buffer => {
    if (!hosts.includes(host)) return body;
    return Buffer.from(body.toString().replace(socketUrlAt(hosts[0]!), socketUrlAt(host)));
  };
}
