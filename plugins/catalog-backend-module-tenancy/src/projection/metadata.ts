import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  CommonValidatorFunctions,
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** Annotations that the catalog asks of every entity that a provider gives it. */
export function locationAnnotations(target: string): Record<string, string> {
  const location = `ananta:${target}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
  };
}

/** The words that are tags as the catalog defines them; others are left out. */
export function toTags(words: string[]): string[] {
  return words
    .map(word => word.replace(/_/g, '-'))
    .filter(CommonValidatorFunctions.isValidTag);
}

/**
 * The labels that the catalog accepts. An entity with one that it refuses would
 * not be shown at all, so such labels stay behind in the tenant's own row.
 */
export function toEntityLabels(
  labels: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([key, value]) =>
        KubernetesValidatorFunctions.isValidLabelKey(key) &&
        KubernetesValidatorFunctions.isValidLabelValue(value),
    ),
  );
}

/** Leaves out members without a value: entities are JSON. */
export function compact<T extends Record<string, unknown>>(members: T): T {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as T;
}

/** Entity ref of one of our own entities. */
export function refOf(kind: string, name: string): string {
  return stringifyEntityRef({ kind, namespace: DEFAULT_NAMESPACE, name });
}

/** A type and a status where the catalog's own columns and filters look for them. */
export function conventional(of: { type: string; status: string }) {
  return { type: of.type, lifecycle: of.status };
}
