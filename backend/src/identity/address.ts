import { createHmac } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import type { FrontDoor } from './front-door.ts';

/** What a request tells of where it came from. Header names are in lower case. */
export interface Origin {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The other end of API Gateway's connection: behind CloudFront one of its edges. */
  readonly sourceIp: string;
}

/** A name for the address that a request came from. The address cannot be read from it, and stands nowhere else. */
export type AddressNames = (origin: Origin) => Promise<string>;

type Values = () => Promise<readonly { readonly value: string }[]>;

const VIEWER_HEADER = 'cloudfront-viewer-address';

/**
 * Names addresses by a keyed hash: all those of one household or server (IPv6 by /64) alike. CloudFront's word for where a
 * viewer is counts only with its secret; without one, or from elsewhere, it is where the connection came from.
 * @param key - the newest first; where it changes, addresses get new names
 * @param frontDoor - null where there is no CloudFront
 */
export function createAddressNames(key: Values, frontDoor: FrontDoor | null): AddressNames {
  return async from => {
    const viewer = from.headers[VIEWER_HEADER];
    const isProven = viewer !== undefined && frontDoor !== null && (await frontDoor(from));
    const address = networkOf(isProven ? withoutPort(viewer) : from.sourceIp);
    const [current] = await key();
    if (!current) throw new Error('a secret without a value');
    return `address-${createHmac('sha256', current.value).update(`address\n${address}`).digest('hex').slice(0, 32)}`;
  };
}

/** `192.0.2.1:4711`, and for IPv6 `2001:db8::1:4711`, without brackets. */
function withoutPort(viewer: string): string {
  return viewer.slice(0, viewer.lastIndexOf(':'));
}

/** What counts as one address. What is none counts as one together. */
export function networkOf(address: string): string {
  if (isIPv4(address)) return address;
  if (!isIPv6(address) || address.includes('%')) return 'unknown';
  const groups = groupsOf(address);
  const [high, low] = groups.slice(6).map(group => Number.parseInt(group, 16)) as [number, number];
  const isMapped = groups.slice(0, 5).every(group => group === '0') && groups[5] === 'ffff';
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, whichever way it is written: a URL is written in the shortest. */
function groupsOf(address: string): readonly string[] {
  const shortest = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = shortest.split('::').map(part => part.split(':').filter(Boolean));
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
}
