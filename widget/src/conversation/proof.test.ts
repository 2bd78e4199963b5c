import { expect, it, vi } from 'vitest';
import { createFakeWorld } from './fake-world.ts';
import { proofOf } from './proof-fixture.ts';
import { useFakeTab } from './fake-tab-fixture.ts';

const here = useFakeTab();

/** Opens a chat on a page whose function for proofs is this. */
function open(visitorToken: () => Promise<unknown>): void {
  const given = visitorToken as () => Promise<string>;
  here.newTab(createFakeWorld(), {}, 'ko', { visitorToken: () => given });
  here.tab.open();
}

const failed = () => expect.poll(() => here.tab.state.transcript).toMatchObject([{ text: 'a', state: 'failed' }]);

it('takes an HMAC that the page handed on as text, though each one has another end', async () => {
  let expiresAt = 1_790_000_000_000;
  open(async () => JSON.stringify({ visitorId: 'alice', hmac: 'a'.repeat(64), expiresAt: expiresAt++ }));
  here.tab.say('a');
  await here.tab.shows('a', 'a!');
  expect(here.tab.state.subject).toBe('alice');
  expect(here.service.sessionRequests).toMatchObject([{ visitorToken: { visitorId: 'alice', hmac: 'a'.repeat(64) } }]);
  expect(here.tab.world.warnings).toEqual([]);
});

it('keeps what was said with something that is no proof, tells the developer once, and sends it with one that is', async () => {
  let answers = 0;
  const asked = vi.fn(async (): Promise<unknown> => `<!doctype html>${answers++}`);
  open(asked);
  here.tab.say('a');
  await failed();
  expect(here.tab.state.failure).toBe('visitor-refused');
  here.tab.retry(here.tab.state.transcript[0]!.id);
  expect(here.tab.state.transcript).toMatchObject([{ state: 'sending' }]);
  await failed();
  expect(answers).toBeGreaterThan(1);
  expect(here.tab.world.warnings).toEqual([expect.stringContaining('visitorToken is no proof')]);
  expect(here.service.requests).not.toContain('POST /sessions');

  asked.mockResolvedValue(proofOf('alice'));
  here.tab.retry(here.tab.state.transcript[0]!.id);
  await here.tab.shows('a', 'a!');
  expect(here.tab.state).toMatchObject({ subject: 'alice', failure: null });
});

it('keeps what was said while nobody is signed in, and sends it when somebody is', async () => {
  const asked = vi.fn(async (): Promise<unknown> => undefined);
  open(asked);
  here.tab.say('a');
  await failed();
  asked.mockResolvedValue(proofOf('alice'));
  here.tab.retry(here.tab.state.transcript[0]!.id);
  await here.tab.shows('a', 'a!');
  expect(here.tab.world.warnings).toEqual([]);
});

it('tells the developer of a proof that the service refuses, and blames no message', async () => {
  here.service.rules.refuses = { status: 401, code: 'visitor-refused' };
  open(async () => proofOf('alice'));
  here.tab.say('a');
  await failed();
  expect(here.tab.state).toMatchObject({ failure: 'visitor-refused', transcript: [{ failure: 'visitor-refused' }] });
  expect(here.tab.world.warnings).toEqual([expect.stringContaining('refused visitorToken')]);
});

it('tells the developer of a function that fails, rather than of a service that was never asked', async () => {
  open(() => Promise.reject(new TypeError('Failed to fetch')));
  await here.tab.is('offline');
  expect(here.tab.world.warnings).toEqual(['visitorToken gave no proof: TypeError: Failed to fetch']);
});
