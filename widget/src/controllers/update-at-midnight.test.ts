import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReactiveController } from '../base/reactive-element.ts';
import { updateAtMidnight } from './update-at-midnight.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

beforeEach(() => void vi.useFakeTimers({ now: new Date(2026, 2, 4, 23, 59) }));
afterEach(() => void vi.useRealTimers());

function host() {
  const controllers: ReactiveController[] = [];
  let updates = 0;
  updateAtMidnight({ addController: added => void controllers.push(added), requestUpdate: () => (updates += 1) });
  return {
    connect: () => controllers.forEach(controller => controller.hostConnected?.()),
    disconnect: () => controllers.forEach(controller => controller.hostDisconnected?.()),
    updates: () => updates,
  };
}

it('updates its host at midnight, each night', () => {
  const { connect, updates } = host();
  connect();
  vi.advanceTimersByTime(MINUTE_MS - 1);
  expect(updates()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(updates()).toBe(1);
  vi.advanceTimersByTime(DAY_MS);
  expect(updates()).toBe(2);
});

it('leaves no timer behind when its host goes, and goes on when it comes back', () => {
  const { connect, disconnect, updates } = host();
  connect();
  disconnect();
  expect(vi.getTimerCount()).toBe(0);
  connect();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(updates()).toBe(1);
});
