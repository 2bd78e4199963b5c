/** A proof of the site that names `subject`, as a JWT. No service but a fake one would take it. */
export function proofOf(subject: string, claims: object = {}): string {
  const text = JSON.stringify({ sub: subject, ...claims });
  return `e30.${Buffer.from(text).toString('base64url')}.c2ln`;
}
