import { expect, it } from 'vitest';
import { proofOf } from './proof-fixture.ts';
import { readSiteVisitor } from './site-visitor.ts';

const pair = { visitorId: '수진', hmac: 'a'.repeat(64), expiresAt: 5 };

it('names the user of the site by whichever proof it gives', () => {
  expect(readSiteVisitor(pair)).toEqual({ subject: '수진', proof: pair });
  for (const proof of [proofOf('수진'), proofOf('수진', { exp: 5 })])
    expect(readSiteVisitor(proof)).toEqual({ subject: '수진', proof });
});

it('reads a proof that the site handed on as the text of its server’s JSON', () => {
  expect(readSiteVisitor(JSON.stringify(pair))).toEqual({ subject: '수진', proof: pair });
  expect(readSiteVisitor(JSON.stringify(proofOf('수진')))).toEqual({ subject: '수진', proof: proofOf('수진') });
});

it.each([
  ...['', 'a.b.c', 'a.%.c', 'e30.W10.c2ln', '{"error":"not signed in"}', '7', '<!doctype html>'],
  ...[{}, [], 7, true, { visitorId: 7 }],
])('takes %j, which names nobody, for no proof', given => {
  expect(readSiteVisitor(given)).toBeUndefined();
});
