import type { Package } from 'custom-elements-manifest/schema.d.ts';

export function pack(folder: string): Promise<void>;
export function describeElement(): Promise<Package>;
