import { expect, it } from 'vitest';
import { subjectOf } from './site-visitor.ts';

const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

it('names the user of the site by whichever proof it gives', () => {
  expect(subjectOf({ visitorId: '수진', hmac: '', expiresAt: 0 })).toBe('수진');
  expect(subjectOf(jwt({ sub: '수진', aud: 'shop' }))).toBe('수진');
  expect(subjectOf(jwt({ sub: '수진', exp: 5 }))).toBe('수진');
});

it.each(['', 'a.b.c', 'a.%.c', jwt({ sub: 5 }), jwt([])])('takes %j, which names nobody, for its own name', token => {
  expect(subjectOf(token)).toBe(token);
});
