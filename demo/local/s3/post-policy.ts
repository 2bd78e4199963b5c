import { createHmac, timingSafeEqual } from 'node:crypto';

/** A form as S3 gets it: its fields before the file, by their names in lower case, and how much the file holds. */
export interface PostForm {
  readonly fields: ReadonlyMap<string, string>;
  /** In bytes. */
  readonly size: number;
}

export interface S3Error {
  readonly status: 400 | 403;
  readonly code: string;
  readonly message: string;
}

/** Fields that S3 takes without a condition. */
const FREE: ReadonlySet<string> = new Set(['policy', 'x-amz-signature', 'file']);

/**
 * Whether a form may put what it holds into `bucket`, as S3 judges it: who signed it, until when, and that each field and the size are as
 * the policy has them. Undefined if it may. `secretOf` knows the secret of a key, if there is such a key.
 */
export function refusePost(
  { fields, size }: PostForm,
  bucket: string,
  secretOf: (accessKeyId: string) => string | undefined,
  now: number,
): S3Error | undefined {
  const encoded = fields.get('policy');
  const key = fields.get('key');
  if (encoded === undefined) return denied('Access Denied');
  if (key === undefined || key === '') return invalid('Bucket POST must contain a field named ’key’.');
  if (!isSignedBy(fields, encoded, secretOf))
    return {
      status: 403,
      code: 'SignatureDoesNotMatch',
      message: 'The request signature we calculated does not match the signature you provided.',
    };
  const policy = readPolicy(encoded);
  if (!policy) return { status: 400, code: 'InvalidPolicyDocument', message: 'Invalid Policy: Invalid JSON.' };
  if (!(Date.parse(policy.expiration) > now)) return denied('Invalid according to Policy: Policy expired.');

  const left = new Set([...fields.keys()].filter(name => !FREE.has(name) && !name.startsWith('x-ignore-')));
  for (const condition of policy.conditions) {
    const range = readRange(condition);
    if (range) {
      if (size < range.least)
        return ofWrongSize('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
      if (size > range.most)
        return ofWrongSize('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
      continue;
    }
    const match = readMatch(condition);
    const value = match?.name === 'bucket' ? bucket : fields.get(match?.name ?? '');
    const fits =
      match && value !== undefined && (match.isPrefix ? value.startsWith(match.value) : value === match.value);
    if (!fits) return denied(`Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`);
    left.delete(match.name);
  }
  left.delete('bucket');
  const [extra] = left;
  return extra === undefined ? undefined : denied(`Invalid according to Policy: Extra input fields: ${extra}`);
}

/** AWS Signature Version 4 of the policy as it was sent. */
function isSignedBy(
  fields: ReadonlyMap<string, string>,
  policy: string,
  secretOf: (accessKeyId: string) => string | undefined,
): boolean {
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') return false;
  const [accessKeyId = '', date = '', region = '', service, end] = (fields.get('x-amz-credential') ?? '').split('/');
  const secret = secretOf(accessKeyId);
  if (secret === undefined || service !== 's3' || end !== 'aws4_request') return false;
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const signing = [date, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const expected = hmac(signing, policy);
  const given = Buffer.from(fields.get('x-amz-signature') ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

interface Policy {
  readonly expiration: string;
  readonly conditions: readonly unknown[];
}

function readPolicy(encoded: string): Policy | undefined {
  try {
    const { expiration, conditions } = JSON.parse(Buffer.from(encoded, 'base64').toString()) as Partial<Policy>;
    return typeof expiration === 'string' && Array.isArray(conditions) ? { expiration, conditions } : undefined;
  } catch {
    // Whoever signed it has signed no policy.
    return undefined;
  }
}

function readRange(condition: unknown): { readonly least: number; readonly most: number } | undefined {
  if (!Array.isArray(condition) || condition[0] !== 'content-length-range') return undefined;
  return { least: Number(condition[1]), most: Number(condition[2]) };
}

interface Match {
  readonly name: string;
  readonly value: string;
  readonly isPrefix: boolean;
}

/** `{ field: value }`, `['eq', '$field', value]` or `['starts-with', '$field', value]`. */
function readMatch(condition: unknown): Match | undefined {
  if (Array.isArray(condition)) {
    const [operator, name, value] = condition as readonly unknown[];
    const isKnown = operator === 'eq' || operator === 'starts-with';
    if (!isKnown || typeof name !== 'string' || typeof value !== 'string') return undefined;
    return { name: name.replace(/^\$/, '').toLowerCase(), value, isPrefix: operator === 'starts-with' };
  }
  const [entry, more] = typeof condition === 'object' && condition !== null ? Object.entries(condition) : [];
  if (!entry || more || typeof entry[1] !== 'string') return undefined;
  return { name: entry[0].toLowerCase(), value: entry[1], isPrefix: false };
}

function denied(message: string): S3Error {
  return { status: 403, code: 'AccessDenied', message };
}

function invalid(message: string): S3Error {
  return { status: 400, code: 'InvalidArgument', message };
}

function ofWrongSize(code: 'EntityTooSmall' | 'EntityTooLarge', message: string): S3Error {
  return { status: 400, code, message };
}
