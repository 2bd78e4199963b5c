import { isRecord, readJson, type VisitorToken } from '@lex-chat/protocol';

/** The site's word for who its visitor is, or a way to ask for it. Nothing, once nobody is signed in. */
export type VisitorTokenSource = VisitorToken | (() => Promise<VisitorToken | null | undefined>);

export interface SiteVisitor {
  /** The site's own name for its user, which is the same in every proof of it: it tells whose traces are whose. */
  readonly subject: string;
  readonly proof: VisitorToken;
}

/**
 * Reads a proof, also one that the site handed on as the JSON text in which its server sent it; undefined when it names
 * nobody. Whether it is good, only the service can say.
 */
export function readSiteVisitor(given: unknown): SiteVisitor | undefined {
  const proof = typeof given === 'string' ? (readJson(given) ?? given) : given;
  const subject = typeof proof === 'string' ? claimsOf(proof)?.sub : isRecord(proof) && proof.visitorId;
  return typeof subject === 'string' ? { subject, proof: proof as VisitorToken } : undefined;
}

function claimsOf(jwt: string): Readonly<Record<string, unknown>> | undefined {
  const claims = readJson(decode(jwt.split('.')[1] ?? ''));
  return isRecord(claims) ? claims : undefined;
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
