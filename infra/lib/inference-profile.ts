/** An area, such as `eu`, before what would be the id of a model. */
const PROFILE = /^(?:[a-z]{2}|us-gov|apac|global)\.[\w-]+\.[\w.:-]+$/;

/** Whether this is the id of an inference profile that AWS has made, such as `eu.amazon.nova-lite-v1:0`, rather than of a model. */
export function isProfile(id: string): boolean {
  return PROFILE.test(id);
}

/** The model that a profile asks: `eu.amazon.nova-lite-v1:0` → `amazon.nova-lite-v1:0` */
export function withoutArea(profile: string): string {
  return profile.replace(/^[^.]+\./, '');
}

/** Whether a profile chooses among all regions, which cannot be listed. */
export function isGlobalProfile(id: string): boolean {
  return id.startsWith('global.');
}
