import { fine, stop, warn, type Finding } from './finding.ts';

/** Whether the origins are what browsers send: exact, without path, over HTTPS. The demo’s pages need not be among them. */
export function checkOrigins(origins: readonly string[], demo: boolean): readonly Finding[] {
  if (origins.length === 0 && demo)
    return [warn('origins: only the demo’s pages may use the chat', 'set allowedOrigins: https://www.example.com')];
  if (origins.length === 0)
    return [
      stop('origins: the list is empty, so no page may use the chat', 'set allowedOrigins: https://www.example.com'),
    ];
  return origins.map(checkOrigin);
}

function checkOrigin(origin: string): Finding {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const cure = 'write scheme, host and, if it is not the usual one, port: https://www.example.com';
  if (origin.includes('*')) return stop(`origin: ${origin} is a pattern, and origins are compared exactly`, cure);
  if (!url || url.origin === 'null') return stop(`origin: ${origin} is none`, cure);
  if (url.origin !== origin) return stop(`origin: ${origin} is not what a browser sends`, `write ${url.origin}`);
  const isLocal = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (isLocal)
    return warn(`origin: ${origin} lets anybody’s own machine use the chat`, 'leave it out of a stage for visitors');
  if (url.protocol !== 'https:')
    return warn(`origin: ${origin} is not encrypted`, `serve the page as https://${url.host}`);
  return fine(`origin: ${origin}`);
}
