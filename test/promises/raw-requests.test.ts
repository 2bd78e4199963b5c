import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { useStack } from '../stack/stack.ts';
import { openVisitor } from '../stack/visitor.ts';
import { measured } from './measured.ts';
import { tellsInsides } from './told-of-insides.ts';

const running = useStack();

it('answers no request that is bent out of shape with a 5xx or with its insides, and takes the next one [R38]', async ({
  task,
}) => {
  const { stack } = running;
  const visitor = await openVisitor(stack.url);
  const token = `Authorization: Bearer ${visitor.session.token}`;
  const wrong: string[] = [];
  const requests = bentRequests(token);
  for (const [name, request, statuses] of requests) {
    const answer = await exchange(Number(new URL(stack.url).port), request);
    const status = /^HTTP\/1\.1 (\d{3})/.exec(answer.replace('HTTP/1.1 100 Continue\r\n\r\n', ''))?.[1] ?? 'closed';
    const body = answer.slice(answer.indexOf('\r\n\r\n'));
    if (!statuses.includes(status) || (!body.includes('<!') && tellsInsides(body)))
      wrong.push(`${name}: ${status} ${body.slice(0, 200)}`);
    expect((await visitor.call('GET', '/history?limit=1')).status, `after ${name}`).toBe(200);
  }
  expect(wrong).toEqual([]);
  measured(task).atLeast('bent requests', 30, requests.length);
  measured(task).is('not answered as promised', 0, wrong.length);
});

type Bent = readonly [name: string, request: string, statuses: readonly string[]];

/** Requests as bytes, with the statuses each may get; `closed` where there is nobody to be answered. */
function bentRequests(token: string): readonly Bent[] {
  const request = (line: string, headers: readonly string[] = [], body = '') =>
    [`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', body].join('\r\n');
  const forged = 'Authorization: Bearer x.y.z';
  const length = (bytes: number | string) => `Content-Length: ${bytes}`;
  return [
    ...['PUT', 'PATCH', 'HEAD', 'TRACE', 'PROPFIND', 'DELETE'].map((method): Bent => [
      `${method} /chat`,
      request(`${method} /chat`, [token]),
      ['404'],
    ]),
    ['GET on what is posted', request('GET /chat/stop', [token]), ['404']],
    ['a method that there is not', request('BREW /history', [token]), ['400']],
    ['CONNECT', 'CONNECT localhost:80 HTTP/1.1\r\nHost: x\r\n\r\n', ['closed', '400', '404', '405']],
    ['OPTIONS of everything', request('OPTIONS *'), ['404']],
    ['OPTIONS of a route', request('OPTIONS /history/export'), ['204']],
    ['a slash at the end', request('GET /history/', [token]), ['404']],
    ['two slashes', request('GET //history', [token]), ['404']],
    ['a path that climbs', request('GET /history/../health', [token]), ['404']],
    ['a path that climbs in code', request('GET /history/messages/..%2f..%2fhead', [token]), ['200']],
    ['a letter in code', request('GET /%68istory', [token]), ['404']],
    ['another case', request('GET /History', [token]), ['404']],
    ['a broken code', request('GET /history/messages/%', [token]), ['200']],
    ['a NUL in code', request('GET /history/messages/%00', [token]), ['200']],
    ['a file of the system', request('GET /../../../../etc/passwd'), ['404']],
    ['another host in the line', request('GET http://evil.example/history', [token]), ['404']],
    ['a long address', request(`GET /history?x=${'a'.repeat(9_000)}`, [token]), ['200', '400', '413', '431']],
    ['a very long address', request(`GET /history?x=${'a'.repeat(60_000)}`, [token]), ['431', '414', '400']],
    ['a very long header', request('GET /history', [token, `X-Long: ${'a'.repeat(60_000)}`]), ['431']],
    [
      'many headers',
      request('GET /history', [token, ...Array.from({ length: 900 }, (_, i) => `X-${i}: a`)]),
      ['200', '400', '431'],
    ],
    ['a good token before a bad one', request('GET /history', [token, forged]), ['401', '400']],
    ['no word before the token', request('GET /history', [token.replace('Bearer ', '')]), ['401']],
    ['another word before it', request('GET /history', [token.replace('Bearer', 'Basic')]), ['401']],
    ['two words behind it', request('GET /history', [`${token} more`]), ['401']],
    ['an empty one', request('GET /history', ['Authorization:']), ['401']],
    ['both lengths', request('POST /chat', [token, 'Transfer-Encoding: chunked', length(4)], '0\r\n\r\n'), ['400']],
    [
      'a coding that there is not',
      request('POST /chat', [token, 'Transfer-Encoding: nonsense'], '{}'),
      ['400', '501', 'closed'],
    ],
    ['a length that is too short', request('POST /chat/stop', [token, length(2)], '{"replyId":"x"}'), ['400']],
    ['a length below nothing', request('POST /chat/stop', [token, length(-1)], '{}'), ['400']],
    ['a length in words', request('POST /chat/stop', [token, length('many')], '{}'), ['400']],
    ['two lengths', request('POST /chat/stop', [token, length(2), length(3)], '{}'), ['400']],
    [
      'a broken chunk',
      request('POST /chat/stop', [token, 'Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'),
      ['400'],
    ],
    ['an expectation', request('POST /chat/stop', [token, length(2), 'Expect: 100-continue'], '{}'), ['400']],
    ['an expectation of nonsense', request('POST /chat/stop', [token, length(2), 'Expect: nonsense'], '{}'), ['417']],
    ['a body in XML', request('POST /chat', [token, 'Content-Type: text/xml', length(4)], '<a/>'), ['400']],
    [
      'a body that is said to be packed',
      request('POST /chat', [token, 'Content-Encoding: gzip', length(3)], '\x1f\x8b\x08'),
      ['400'],
    ],
    ['no host', `GET /history HTTP/1.1\r\n${token}\r\nConnection: close\r\n\r\n`, ['400']],
    ['a version of old', 'GET /history\r\n\r\n', ['401', '400']],
    ['a version to come', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', ['400']],
    ['a header with a space', request('GET /history', [token, 'Bad Header: 1']), ['400']],
    ['a header with a NUL', request('GET /history', [token, 'X-A: a\0b']), ['400']],
    ['a folded header', request('GET /history', [token, 'X-A: 1\r\n folded']), ['400', '200']],
    [
      'an upgrade of a route',
      request('GET /history', [token, 'Upgrade: websocket']).replace('Connection: close', 'Connection: Upgrade'),
      ['403'],
    ],
    [
      'an upgrade to HTTP/2',
      request('GET /history', [token, 'Upgrade: h2c']).replace('Connection: close', 'Connection: Upgrade'),
      ['403'],
    ],
    ['the socket without an upgrade', request('GET /socket'), ['404']],
  ];
}

/** Everything that is answered until the other side closes; nothing at all from one that only waits for more. */
function exchange(port: number, request: string): Promise<string> {
  return new Promise(resolve => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request, 'latin1'));
    socket.on('data', chunk => (answer += chunk.toString('latin1'))).on('error', () => {});
    socket.once('close', () => resolve(answer));
  });
}
