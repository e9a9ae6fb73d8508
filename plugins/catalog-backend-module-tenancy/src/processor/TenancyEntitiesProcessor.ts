import {
  RELATION_SUBSCRIBED_TO,
  SUBSCRIPTION_KIND,
  TENANCY_API_VERSION,
  TENANT_KIND,
} from '@ananta/backstage-plugin-tenants-common';
import {
  type CompoundEntityRef,
  type Entity,
  entityKindSchemaValidator,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import {
  type CatalogProcessor,
  type CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import planSchema from '../schema/Plan.v1alpha1.schema.json';
import subscriptionSchema from '../schema/Subscription.v1alpha1.schema.json';
import tenantSchema from '../schema/Tenant.v1alpha1.schema.json';

/** Knows the kinds Tenant, Plan and Subscription and how they relate. */
export class TenancyEntitiesProcessor implements CatalogProcessor {
  private readonly validators = [
    tenantSchema,
    planSchema,
    subscriptionSchema,
  ].map(schema => entityKindSchemaValidator(schema));

  getProcessorName(): string {
    return 'TenancyEntitiesProcessor';
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    return this.validators.some(validate => validate(entity));
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (entity.apiVersion !== TENANCY_API_VERSION) {
      return entity;
    }
    if (entity.kind === TENANT_KIND) {
      emitTenantRelations(entity, emit);
    }
    if (entity.kind === SUBSCRIPTION_KIND) {
      emitSubscriptionRelations(entity, emit);
    }
    return entity;
  }
}

/**
 * One direction only: thousands of tenants share a plan, a group and a system,
 * each of which would be stitched again with every tenant.
 */
function emitTenantRelations(entity: Entity, emit: CatalogProcessorEmit) {
  const source = getCompoundEntityRef(entity);
  const {
    plan,
    owner,
    dependsOn = [],
  } = entity.spec as {
    plan: string;
    owner: string;
    dependsOn?: string[];
  };
  emitRelation(emit, source, RELATION_SUBSCRIBED_TO, parseEntityRef(plan));
  emitRelation(
    emit,
    source,
    RELATION_OWNED_BY,
    parseEntityRef(owner, { defaultKind: 'Group' }),
  );
  for (const ref of dependsOn) {
    emitRelation(emit, source, RELATION_DEPENDS_ON, parseEntityRef(ref));
  }
}

/** Both directions: a tenant has few subscriptions. */
function emitSubscriptionRelations(entity: Entity, emit: CatalogProcessorEmit) {
  const subscription = getCompoundEntityRef(entity);
  const tenant = parseEntityRef((entity.spec as { tenant: string }).tenant);
  emitRelation(emit, subscription, RELATION_PART_OF, tenant);
  emitRelation(emit, tenant, RELATION_HAS_PART, subscription);
}

function emitRelation(
  emit: CatalogProcessorEmit,
  source: CompoundEntityRef,
  type: string,
  target: CompoundEntityRef,
) {
  emit(processingResult.relation({ source, type, target }));
}
