/** A model that visitors may choose in place of the usual one. */
export interface OfferedModel {
  /** The operator's, up to 32 lower-case letters, digits or `-`. */
  readonly name: string;
  /** What visitors read, in one line. */
  readonly label: string;
}

/** Words of a session's `features` that begin like this offer a model: `model:name:label`. */
export const MODEL_FEATURE = 'model:';

export function isModelName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,31}$/.test(value);
}

/** How `features` say that a model may be chosen. */
export function modelFeature({ name, label }: OfferedModel): string {
  return `${MODEL_FEATURE}${name}:${label}`;
}

/** The models that `features` say may be chosen, in the operator's order. */
export function offeredModels(features: readonly string[]): readonly OfferedModel[] {
  return features.flatMap(feature => {
    const [, name, label] = /^model:([^:]+):(.+)$/su.exec(feature) ?? [];
    return name && label && isModelName(name) ? [{ name, label }] : [];
  });
}
