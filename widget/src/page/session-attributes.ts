/**
 * What of a page's session attributes can be sent; undefined when that is nothing. The service would refuse a message over
 * one that is no text.
 */
export function textsOf(attributes: unknown): Readonly<Record<string, string>> | undefined {
  const texts = Object.entries(Object(attributes) as object).filter(([, value]) => typeof value === 'string');
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}
