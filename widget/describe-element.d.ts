import type { Package } from 'custom-elements-manifest/schema.d.ts';

export function describeElement(): Promise<Package>;
