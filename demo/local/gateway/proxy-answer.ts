import { validateHeaderName, validateHeaderValue } from 'node:http';

/** What a function answers to a proxy integration, checked. */
export interface ProxyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
}

/** Reads it. Never throws: what API Gateway would call malformed is `undefined`. */
export function parseProxyAnswer(answer: unknown): ProxyAnswer | undefined {
  if (!isRecord(answer)) return undefined;
  const { statusCode, headers = {}, multiValueHeaders = {}, body = '', isBase64Encoded = false } = answer;
  if (typeof statusCode !== 'number' || !Number.isInteger(statusCode)) return undefined;
  if (statusCode < 200 || statusCode > 599) return undefined;
  if (body !== null && typeof body !== 'string') return undefined;
  const read = readHeaders(headers ?? {}, multiValueHeaders ?? {});
  if (!read) return undefined;
  return {
    status: statusCode,
    headers: read,
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

/** Those that API Gateway sets itself, whatever the function says. */
const OURS = new Set(['connection', 'content-length', 'transfer-encoding']);

function readHeaders(single: unknown, multiple: unknown): Record<string, string[]> | undefined {
  if (!isRecord(single) || !isRecord(multiple)) return undefined;
  const read = new Map<string, string[]>();
  for (const [name, given] of [...Object.entries(single), ...Object.entries(multiple)]) {
    const values = (Array.isArray(given) ? given : [given]) as unknown[];
    if (!values.every(value => ['string', 'number', 'boolean'].includes(typeof value))) return undefined;
    const texts = values.map(String);
    if (!texts.every(text => isSendable(name, text))) return undefined;
    if (!OURS.has(name.toLowerCase())) read.set(name.toLowerCase(), texts);
  }
  return Object.fromEntries(read);
}

function isSendable(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
