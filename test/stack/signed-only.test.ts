import { newMessageId, replyIdOf } from '@lex-chat/protocol';
import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { readSecret, SESSION_SECRET, siteOf } from './site.ts';
import { useStack } from './stack.ts';
import { post, problem, visitorOf } from './visitor.ts';

const running = useStack({ visitors: 'signed' });
const site = siteOf(() => running.stack);

it('is for signed visitors only, on every route and on the socket [P8.4] [R23]', async () => {
  const { url } = running.stack;
  const signed = await site.signIn('user-1');
  const before = running.stack.lex.calls.length;

  // A guest of the days when guests were wanted.
  const { value, id } = await readSecret(running.stack, SESSION_SECRET);
  const now = Math.floor(Date.now() / 1_000);
  const claims = { conversation: 'a'.repeat(32), locale: 'ko_KR', iss: 'lex-chat', aud: 'lex-chat', iat: now };
  const token = await new SignJWT({ ...claims, sub: `guest-${'b'.repeat(32)}`, exp: now + 3_600 })
    .setProtectedHeader({ alg: 'HS256', kid: id })
    .sign(new TextEncoder().encode(value));
  const guest = visitorOf(url, { ...signed.session, token });

  const messageId = newMessageId();
  const replyId = replyIdOf(messageId);
  const refused: readonly Response[] = [
    await post(`${url}/sessions`, {}),
    await post(`${url}/sessions`, {}, { authorization: `Bearer ${token}` }),
    await post(`${url}/chat`, { text: '안녕' }),
    await post(`${url}/chat`, { text: '안녕' }, { accept: 'text/event-stream' }),
    await guest.call('POST', '/chat', { text: '안녕' }),
    await guest.call('POST', '/chat/stop', { replyId }),
    await guest.call('GET', '/history'),
    await guest.call('DELETE', '/history'),
    await guest.call('GET', '/history/export'),
    await guest.call('GET', `/history/messages/${messageId}`),
    await guest.call('POST', '/feedback', { replyId, rating: 'up' }),
    await guest.call('DELETE', '/sessions'),
  ];
  for (const refusal of refused)
    expect(await problem(refusal), refusal.url).toMatchObject({ status: 401, code: 'visitor-refused' });
  await expect(guest.connect()).rejects.toThrow('401');
  expect(running.stack.lex.calls, 'nobody was asked anything').toHaveLength(before);

  expect((await signed.ask('안녕')).msg).not.toBe('');
  const renewed = await post(`${url}/sessions`, {}, { authorization: `Bearer ${signed.session.token}` });
  expect(renewed.status).toBe(200);
});
