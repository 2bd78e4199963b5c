import { isRecord, readJson, type VisitorToken } from '@lex-chat/protocol';

/** The site's word for who its visitor is, or a way to ask for it. Nothing, once nobody is signed in. */
export type VisitorTokenSource = VisitorToken | (() => Promise<VisitorToken | null | undefined>);

/**
 * The site's own name for its user, which is the same in every proof of it. Only the service can say whether a proof is
 * good; here it tells whose traces are whose.
 */
export function subjectOf(visitorToken: VisitorToken): string {
  if (typeof visitorToken !== 'string') return visitorToken.visitorId;
  const claims = readJson(decode(visitorToken.split('.')[1] ?? ''));
  // What is no JWT the service will refuse.
  return isRecord(claims) && typeof claims.sub === 'string' ? claims.sub : visitorToken;
}

/** Text in UTF-8 in base64url; nothing, if it is none. */
function decode(part: string): string {
  try {
    const bytes = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, byte => byte.charCodeAt(0)));
  } catch {
    return '';
  }
}
