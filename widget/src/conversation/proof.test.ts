import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';
import { createFakeWorld } from './fake-world.ts';
import { proofOf } from './proof-fixture.ts';

let service: FakeService;
let tab: FakeTab;

beforeEach(async () => {
  service = await startFakeService();
});

afterEach(async () => {
  tab.close();
  await service.close();
});

/** Opens a chat on a page whose function for proofs is this. */
function open(visitorToken: () => Promise<unknown>): void {
  const given = visitorToken as () => Promise<string>;
  tab = createFakeTab(service, createFakeWorld(), {}, 'ko', { visitorToken: () => given });
  tab.open();
}

const failed = () => vi.waitFor(() => expect(tab.state.transcript).toMatchObject([{ text: 'a', state: 'failed' }]));

it('takes an HMAC that the page handed on as text, though each one has another end', async () => {
  let expiresAt = 1_790_000_000_000;
  open(async () => JSON.stringify({ visitorId: 'alice', hmac: 'a'.repeat(64), expiresAt: expiresAt++ }));
  tab.say('a');
  await tab.shows('a', 'a!');
  expect(tab.state.subject).toBe('alice');
  expect(service.sessionRequests).toMatchObject([{ visitorToken: { visitorId: 'alice', hmac: 'a'.repeat(64) } }]);
  expect(tab.world.warnings).toEqual([]);
});

it('keeps what was said with something that is no proof, tells the developer once, and sends it with one that is', async () => {
  let answers = 0;
  const asked = vi.fn(async (): Promise<unknown> => `<!doctype html>${answers++}`);
  open(asked);
  tab.say('a');
  await failed();
  expect(tab.state.failure).toBe('visitor-refused');
  tab.retry(tab.state.transcript[0]!.id);
  expect(tab.state.transcript).toMatchObject([{ state: 'sending' }]);
  await failed();
  expect(answers).toBeGreaterThan(1);
  expect(tab.world.warnings).toEqual([expect.stringContaining('visitorToken is no proof')]);
  expect(service.requests).not.toContain('POST /sessions');

  asked.mockResolvedValue(proofOf('alice'));
  tab.retry(tab.state.transcript[0]!.id);
  await tab.shows('a', 'a!');
  expect(tab.state).toMatchObject({ subject: 'alice', failure: null });
});

it('keeps what was said while nobody is signed in, and sends it when somebody is', async () => {
  const asked = vi.fn(async (): Promise<unknown> => undefined);
  open(asked);
  tab.say('a');
  await failed();
  asked.mockResolvedValue(proofOf('alice'));
  tab.retry(tab.state.transcript[0]!.id);
  await tab.shows('a', 'a!');
  expect(tab.world.warnings).toEqual([]);
});

it('tells the developer of a proof that the service refuses, and blames no message', async () => {
  service.rules.refuses = { status: 401, code: 'visitor-refused' };
  open(async () => proofOf('alice'));
  tab.say('a');
  await failed();
  expect(tab.state).toMatchObject({ failure: 'visitor-refused', transcript: [{ failure: 'visitor-refused' }] });
  expect(tab.world.warnings).toEqual([expect.stringContaining('refused visitorToken')]);
});

it('tells the developer of a function that fails, rather than of a service that was never asked', async () => {
  open(() => Promise.reject(new TypeError('Failed to fetch')));
  await tab.is('offline');
  expect(tab.world.warnings).toEqual(['visitorToken gave no proof: TypeError: Failed to fetch']);
});
