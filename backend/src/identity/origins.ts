/** Whether a website may chat: `origin` must be one of `allowed`, to the letter. A request without one comes from no page. */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  return origin === undefined || allowed.includes(origin);
}
