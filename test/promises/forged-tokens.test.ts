import { SUBPROTOCOL } from '@lex-chat/protocol';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { expect, it } from 'vitest';
import { knock } from '../stack/knock.ts';
import { readSecret, SESSION_SECRET, SITE_SECRET, siteOf } from '../stack/site.ts';
import { useStack } from '../stack/stack.ts';
import { openVisitor, post } from '../stack/visitor.ts';
import { requestsOfEveryRoute, send } from './every-route.ts';
import { forgedSessions, forgedTokens, type Genuine } from './forged-tokens.ts';
import { inParallel } from './in-parallel.ts';
import { keysTouched } from './keys-touched.ts';
import { measured } from './measured.ts';

const running = useStack();
const site = siteOf(() => running.stack);

/** What Node and the service say to a token: a header of 64 KB is refused before it is read. */
const REFUSED = [401, 431];

it('takes no forged session token on any route or at the socket, and looks nothing up for it [R22] [P8.1]', async ({
  task,
}) => {
  const { url } = running.stack;
  const forged = Object.entries(await forgedSessionTokens());
  const routes = requestsOfEveryRoute().filter(({ path }) => path !== '/health');
  const { socketUrl } = (await openVisitor(url)).session;
  const attempts = forged.flatMap(([kind, token]) => routes.map(route => ({ kind, token, route })));
  const touched = keysTouched(running.stack);

  const accepted: string[] = [];
  await inParallel(attempts, async ({ kind, token, route }) => {
    const { status } = await send(url, route, { authorization: `Bearer ${token}` });
    if (!REFUSED.includes(status)) accepted.push(`${route.name}: ${kind}: ${status}`);
  });
  // A subprotocol is a word: what is none does not get as far as the service.
  const words = forged.filter(([, token]) => /^[\w.-]+$/.test(token));
  await inParallel(words, async ([kind, token]) => {
    const answer = await knock(socketUrl, [SUBPROTOCOL, token]);
    if (!REFUSED.map(String).includes(answer)) accepted.push(`socket: ${kind}: ${answer}`);
  });
  touched.stop();

  expect(accepted).toEqual([]);
  measured(task).atLeast('kinds', 24, forged.length);
  measured(task).atLeast('attempts', 500, attempts.length + words.length);
  measured(task).is('accepted', 0, accepted.length);
  measured(task).is('keys looked up', 0, touched.keys.length);
});

it('takes no forged proof of a site [R22] [P8.3]', async ({ task }) => {
  const { url } = running.stack;
  const token = await site.token('user-1');
  const { value: key } = await readSecret(running.stack, SITE_SECRET);
  const forged = Object.entries(
    await forgedTokens({
      token,
      key,
      kid: 'any',
      claims: decodeJwt(token),
      othersToken: await site.token('user-2'),
      otherKey: (await readSecret(running.stack, SESSION_SECRET)).value,
    }),
  );
  const accepted: string[] = [];
  await inParallel(forged, async ([kind, visitorToken]) => {
    const { status } = await post(`${url}/sessions`, { visitorToken });
    if (status !== 401 && status !== 400) accepted.push(`${kind}: ${status}`);
  });
  expect(accepted).toEqual([]);
  measured(task).is('accepted', 0, accepted.length);
  expect((await post(`${url}/sessions`, { visitorToken: token })).status).toBe(200);
});

async function forgedSessionTokens(): Promise<Readonly<Record<string, string>>> {
  const { stack } = running;
  const [{ session }, { session: other }] = await Promise.all([openVisitor(stack.url), openVisitor(stack.url)]);
  const { value: key, id: kid } = await readSecret(stack, SESSION_SECRET);
  expect(decodeProtectedHeader(session.token).kid, 'the key is the one that signs').toBe(kid);
  const genuine: Genuine = {
    token: session.token,
    key,
    kid,
    claims: decodeJwt(session.token),
    othersToken: other.token,
    otherKey: (await readSecret(stack, SITE_SECRET)).value,
  };
  return {
    ...(await forgedTokens(genuine)),
    ...forgedSessions(genuine),
    'the proof of a site': await site.token('user-1'),
    'the key itself': key,
  };
}
