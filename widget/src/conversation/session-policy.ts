import type { SessionPolicy } from './identity.ts';

/** Anything else is taken for what it would be without. */
export function sessionPolicy(given: unknown): SessionPolicy {
  return given === 'tab' || given === 'user' ? given : 'browser';
}
