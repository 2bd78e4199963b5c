import { SUBPROTOCOL } from '@lex-chat/protocol';
import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { knock } from '../stack/knock.ts';
import { readSecret, SESSION_SECRET, siteOf } from '../stack/site.ts';
import { useStack } from '../stack/stack.ts';
import { post, problem } from '../stack/visitor.ts';
import { requestsOfEveryRoute, send } from './every-route.ts';
import { keysTouched } from './keys-touched.ts';
import { measured } from './measured.ts';

const running = useStack({ visitors: 'signed' });
const site = siteOf(() => running.stack);

it('is for signed visitors only, on every route and on the socket [P8.4] [R23]', async ({ task }) => {
  const { url } = running.stack;
  const signed = await site.signIn('user-1');
  const token = await guestToken();
  const guest = { authorization: `Bearer ${token}` };
  const routes = requestsOfEveryRoute().filter(({ path }) => path !== '/health');
  const opening = routes.filter(({ name }) => /^POST \/(sessions|chat)( |$)/.test(name));
  const asked = running.stack.lex.calls.length;
  const touched = keysTouched(running.stack);

  const refusals = [
    ...(await Promise.all(routes.map(route => send(url, route, guest)))),
    ...(await Promise.all(opening.map(route => send(url, route)))),
  ];
  for (const refusal of refusals)
    expect(await problem(refusal), refusal.url).toMatchObject({ status: 401, code: 'visitor-refused' });
  expect(await knock(signed.session.socketUrl, [SUBPROTOCOL, token])).toBe('401');
  touched.stop();
  measured(task).atLeast('routes', 11, refusals.length);
  measured(task).is('asked of Lex', 0, running.stack.lex.calls.length - asked);
  measured(task).is('keys looked up', 0, touched.keys.length);

  expect((await signed.ask('안녕')).msg).not.toBe('');
  const renewed = await post(`${url}/sessions`, {}, { authorization: `Bearer ${signed.session.token}` });
  expect(renewed.status).toBe(200);
});

/** Of the days when guests were wanted. */
async function guestToken(): Promise<string> {
  const { value, id } = await readSecret(running.stack, SESSION_SECRET);
  const now = Math.floor(Date.now() / 1_000);
  const claims = { conversation: 'a'.repeat(32), locale: 'ko_KR', iss: 'lex-chat', aud: 'lex-chat', iat: now };
  return new SignJWT({ ...claims, sub: `guest-${'b'.repeat(32)}`, exp: now + 3_600 })
    .setProtectedHeader({ alg: 'HS256', kid: id })
    .sign(new TextEncoder().encode(value));
}
