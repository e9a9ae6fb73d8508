/** `apiVersion` of the kinds Tenant, Plan and Subscription. */
export const TENANCY_API_VERSION = 'ananta.io/v1alpha1';

export const TENANT_KIND = 'Tenant';
export const PLAN_KIND = 'Plan';
export const SUBSCRIPTION_KIND = 'Subscription';

/** From a tenant to the plan it subscribes to; there is no opposite. */
export const RELATION_SUBSCRIBED_TO = 'subscribedTo';

export const ANNOTATION_TENANT_ID = 'ananta.io/tenant-id';
export const ANNOTATION_TENANT_KEY = 'ananta.io/tenant-key';
export const ANNOTATION_SUBSCRIPTION_ID = 'ananta.io/subscription-id';
export const ANNOTATION_PLAN_KEY = 'ananta.io/plan-key';
