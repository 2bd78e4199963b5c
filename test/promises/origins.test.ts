import { SUBPROTOCOL } from '@lex-chat/protocol';
import { expect, it } from 'vitest';
import { knock } from '../stack/knock.ts';
import { useStack } from '../stack/stack.ts';
import { openVisitor, problem } from '../stack/visitor.ts';
import { requestsOfEveryRoute, send } from './every-route.ts';
import { inParallel } from './in-parallel.ts';
import { keysTouched } from './keys-touched.ts';
import { measured } from './measured.ts';

const LISTED = 'https://shop.example';
const running = useStack({ allowedOrigins: [LISTED, 'https://xn--299a32f.example'] });

/** None of them is the listed one, to the letter. */
const LOOK_ALIKES = [
  'http://shop.example',
  'https://shop.example:443',
  'https://shop.example:8443',
  'https://shop.example.',
  'https://shop.example/',
  'https://shop.example/.',
  'https://SHOP.example',
  'HTTPS://shop.example',
  'https://www.shop.example',
  'https://shop.example.evil.example',
  'https://shop.example@evil.example',
  'https://evil.example#https://shop.example',
  'https://evil.example?https://shop.example',
  'https://evil.example/https://shop.example',
  'https://shop.example\\.evil.example',
  'https://shop.example%00.evil.example',
  'https://shop.example%2eevil.example',
  'https://shop_example',
  'https://shopxexample',
  'https://evilshop.example',
  'https://shop-example.evil.example',
  'https://shop.exampl',
  'https://shop.examples',
  'https://hop.example',
  'https://xn--shp-7ka.example',
  'https://xn--299a32f.example.evil.example',
  'https://user:password@shop.example',
  '//shop.example',
  'shop.example',
  'wss://shop.example',
  'https:shop.example',
  'https:///shop.example',
  `${LISTED},https://evil.example`,
  `${LISTED} https://evil.example`,
  `https://evil.example ${LISTED}`,
  '*',
  'null',
  'undefined',
  '',
  'file://',
  'about:blank',
  'chrome-extension://shop.example',
  'https://evil.example',
  'http://localhost',
  'http://127.0.0.1',
  'http://[::1]',
];

it('answers no page of an origin that only looks like a listed one, over REST or at the socket [R26] [P5.2] [P7.8]', async ({
  task,
}) => {
  const { url } = running.stack;
  const { session } = await openVisitor(url);
  const routes = requestsOfEveryRoute();
  const attempts = LOOK_ALIKES.flatMap(origin => routes.map(route => ({ origin, route })));
  const own = { authorization: `Bearer ${session.token}` };
  const touched = keysTouched(running.stack);

  const passed: string[] = [];
  const note = (isPassed: boolean, what: string) => {
    if (isPassed) passed.push(what);
  };
  await inParallel(attempts, async ({ origin, route }) => {
    const answered = [await send(url, route, { ...own, origin }), await preflight(url + route.path, origin)];
    for (const response of answered) {
      note(response.status !== 403 || response.headers.has('access-control-allow-origin'), `${route.name} ${origin}`);
      expect(await problem(response)).toMatchObject({ code: 'origin-refused' });
    }
  });
  await inParallel(LOOK_ALIKES, async origin => {
    const answer = await knock(session.socketUrl, [SUBPROTOCOL, session.token], { headers: { origin } });
    note(answer !== '403', `socket ${origin}: ${answer}`);
  });
  touched.stop();

  expect(passed).toEqual([]);
  measured(task).atLeast('look-alikes', 40, LOOK_ALIKES.length);
  measured(task).is('passed', 0, passed.length);
  measured(task).is('keys looked up', 0, touched.keys.length);
});

it('lets a page of a listed origin read whatever it is answered, refusals too, and nobody else [R26] [P7.8]', async ({
  task,
}) => {
  const { url } = running.stack;
  const forged = { authorization: 'Bearer x.y.z', origin: LISTED };
  const answers: Response[] = [];
  for (const route of requestsOfEveryRoute()) {
    answers.push(await send(url, route, forged), await preflight(url + route.path, LISTED));
    // Where nobody's page asks, there is nobody to be told.
    const unasked = await send(url, route, { authorization: 'Bearer x.y.z' });
    expect(unasked.headers.get('access-control-allow-origin'), route.name).toBeNull();
  }
  const { session } = await openVisitor(url);
  const authorization = `Bearer ${session.token}`;
  for (const route of requestsOfEveryRoute()) answers.push(await send(url, route, { authorization, origin: LISTED }));
  const unreadable = answers.filter(
    ({ headers }) => headers.get('access-control-allow-origin') !== LISTED || headers.get('vary') !== 'Origin',
  );
  expect(unreadable.map(({ url, status }) => `${status} ${url}`)).toEqual([]);
  // Credentials of the browser are no part of this: a token is sent, or none is.
  for (const { headers } of answers) expect(headers.has('access-control-allow-credentials')).toBe(false);
  measured(task).is('answers that a listed page could not read', 0, unreadable.length);
  // The one before has been logged out by one of the routes.
  const { socketUrl, token } = (await openVisitor(url)).session;
  expect(await knock(socketUrl, [SUBPROTOCOL, token], { origin: LISTED })).toBe(SUBPROTOCOL);
});

function preflight(url: string, origin: string): Promise<Response> {
  return fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}
