import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_PLAN_KEY,
  ANNOTATION_SUBSCRIPTION_ID,
} from '@ananta/backstage-plugin-tenants-common';

/** Key of the plan that the entity stands for; a plan's name is its key. */
export function usePlanKey(): string {
  const { metadata } = useEntity().entity;
  return metadata.annotations?.[ANNOTATION_PLAN_KEY] ?? metadata.name;
}

/** Id of the subscription that the entity stands for, if it says so. */
export function useSubscriptionId(): string | undefined {
  return useEntity().entity.metadata.annotations?.[ANNOTATION_SUBSCRIPTION_ID];
}
