import type { Server, ServerResponse } from 'node:http';

/**
 * Counts what `server` works on, also for callers who are gone by then: a process that is killed leaves its request behind. What comes back resolves
 * once nothing is worked on.
 */
export function workUnderWay(server: Server): () => Promise<void> {
  const underWay = new Set<ServerResponse>();
  let rested = () => {};
  server.prependListener('request', (request, response: ServerResponse) => {
    // Before its end nobody works on a request.
    request.once('end', () => underWay.add(response));
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
    response.end = (...given: unknown[]) => {
      underWay.delete(response);
      if (underWay.size === 0) rested();
      return end(...given);
    };
  });
  return () => (underWay.size === 0 ? Promise.resolve() : new Promise(resolve => (rested = resolve)));
}
