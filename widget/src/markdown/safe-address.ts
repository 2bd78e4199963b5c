/** An address that may be followed. */
export interface SafeAddress {
  readonly href: string;
  /** Whom it leads to: a host, or who would be written to or called. */
  readonly host: string;
}

/**
 * An address from a bot as one that a link may have: http, https, mailto or tel, complete; undefined for any other. What
 * was judged is what is used, not what was given: a browser would read past white space and control characters in that.
 */
export function safeAddress(address: string): SafeAddress | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return { href: url.href, host: url.host };
    case 'mailto:':
    case 'tel:':
      return { href: url.href, host: url.pathname };
    default:
      return undefined;
  }
}

/** Whether somebody who reads `label` knows where the link leads: it is the address or its host, and nothing else. */
export function tellsHost(label: string, { href, host }: SafeAddress): boolean {
  const { protocol, username, password } = new URL(href);
  if (username || password) return false;
  const told = label.trim();
  return (
    told === host || [told, protocol + told, `${protocol}//${told}`].some(text => safeAddress(text)?.href === href)
  );
}
