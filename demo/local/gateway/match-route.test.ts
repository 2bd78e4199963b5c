import type { RestRoute } from '@lex-chat/backend/functions/routes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knowsPath, matchRoute } from './match-route.ts';

const ROUTES: readonly RestRoute[] = [
  { method: 'GET', path: '/things/{id}', calls: 'rest', streams: false },
  { method: 'GET', path: '/things/all', calls: 'chat', streams: true },
  { method: 'DELETE', path: '/things/{id}', calls: 'rest', streams: false },
];

describe('a route', () => {
  it('gives back every parameter that was encoded into its place', () => {
    const ids = fc.string({ minLength: 1, unit: 'grapheme' }).filter(id => id !== 'all');
    fc.assert(
      fc.property(ids, id => {
        expect(matchRoute(ROUTES, 'GET', `/things/${encodeURIComponent(id)}`)?.pathParameters).toEqual({ id });
      }),
    );
  });

  it('with fixed words goes before one with parameters', () => {
    expect(matchRoute(ROUTES, 'GET', '/things/all')?.route.calls).toBe('chat');
    expect(matchRoute(ROUTES, 'DELETE', '/things/all')?.pathParameters).toEqual({ id: 'all' });
  });

  it('leaves a parameter as it came that cannot be decoded', () => {
    expect(matchRoute(ROUTES, 'GET', '/things/%E0%A4%A')?.pathParameters).toEqual({ id: '%E0%A4%A' });
  });

  it('is not found by another method, but its path is', () => {
    expect(matchRoute(ROUTES, 'POST', '/things/1')).toBeUndefined();
    expect(knowsPath(ROUTES, '/things/1')).toBe(true);
    expect(knowsPath(ROUTES, '/things')).toBe(false);
  });
});
