import { badRequest, unprocessable } from '@ananta/http';
import { newId } from '@ananta/database';
import {
  findTenantKeyProblem,
  type BillingInterval,
  type CreateTenantRequest,
  type TenancyModel,
} from '@ananta/backstage-plugin-tenants-common';
import type { Plan } from '@ananta/backstage-plugin-billing-common';
import type { TenancyDefaults } from '../config';
import type { NewContact } from './ContactStore';
import type { NewTenant } from './TenantStore';
import {
  readAddress,
  readDomains,
  readGroupRef,
  readLabels,
  readPerson,
  readText,
} from './input';

/** What this installation can give to a new tenant. */
export interface TenancyOffer {
  defaults: TenancyDefaults;
  /** Names of the configured app planes, the default one first. */
  appPlanes: readonly string[];
  /** Models that every needed adapter is installed for. */
  tenancyModels: readonly TenancyModel[];
}

/**
 * A request with its texts trimmed, its names in one spelling and its defaults
 * filled in, as far as no plan is needed for that.
 *
 * @throws ApiError 400 `invalid_request`, `invalid_key`, `reserved_key`, `invalid_email`;
 *   422 `unknown_region`, `unknown_app_plane`
 */
export function readNewTenant(
  request: CreateTenantRequest,
  offer: TenancyOffer,
) {
  const { defaults, appPlanes } = offer;
  return {
    key: readKey(request.key),
    name: readText(request.name, 'name'),
    interval: request.interval ?? ('month' as BillingInterval),
    region: oneOf(
      request.region ?? defaults.region,
      defaults.regions,
      'unknown_region',
      'region',
      'region',
    ),
    appPlane: oneOf(
      request.appPlane ?? defaults.appPlane ?? appPlanes[0],
      appPlanes,
      'unknown_app_plane',
      'appPlane',
      'app plane',
    ),
    ownerRef: readGroupRef(request.ownerRef ?? defaults.ownerRef),
    contacts: readContacts(request),
    address: request.address && readAddress(request.address, 'address'),
    domains: readDomains(request.domains ?? []),
    labels: readLabels(request.labels ?? {}),
  };
}

/**
 * A tenant to be written, on a plan.
 *
 * @throws ApiError 422 `interval_not_offered`, `model_not_offered`
 */
export function placeOnPlan(
  tenant: ReturnType<typeof readNewTenant>,
  plan: Plan,
  wishedModel: TenancyModel | undefined,
  offer: TenancyOffer,
): NewTenant {
  const intervals = [...new Set(plan.prices.map(price => price.interval))];
  if (!intervals.includes(tenant.interval)) {
    throw unprocessable(
      'interval_not_offered',
      'interval',
      `The plan '${plan.key}' isn't billed by the ${tenant.interval}, only by ${intervals.join(', ')}`,
    );
  }
  return {
    ...tenant,
    id: newId(),
    status: 'pending',
    tenancyModel: chooseModel(plan, wishedModel, offer.tenancyModels),
    planKey: plan.key,
    planVersion: plan.version,
    limits: plan.limits,
    features: plan.features,
    branding: {},
  };
}

function chooseModel(
  plan: Plan,
  wished: TenancyModel | undefined,
  installed: readonly TenancyModel[],
): TenancyModel {
  const model = wished ?? plan.tenancyModels[0];
  if (!plan.tenancyModels.includes(model)) {
    throw unprocessable(
      'model_not_offered',
      'tenancyModel',
      `The plan '${plan.key}' doesn't offer the tenancy model '${model}', only ${plan.tenancyModels.join(', ')}`,
    );
  }
  if (!installed.includes(model)) {
    throw unprocessable(
      'model_not_offered',
      'tenancyModel',
      `The tenancy model '${model}' needs adapters that aren't installed here; installed: ${installed.join(', ')}`,
    );
  }
  return model;
}

function readKey(key: string): string {
  const problem = findTenantKeyProblem(key);
  if (problem) {
    const code = problem.state === 'reserved' ? 'reserved_key' : 'invalid_key';
    throw badRequest(code, 'key', problem.reason);
  }
  return key;
}

function readContacts(request: CreateTenantRequest): NewContact[] {
  const owner = readPerson(request.owner, 'owner');
  const others = (request.contacts ?? []).map((contact, index) => ({
    ...readPerson(contact, `contacts.${index}`),
    primary: false,
  }));
  return [{ ...owner, kind: 'owner', primary: true }, ...others];
}

function oneOf(
  value: string,
  allowed: readonly string[],
  code: string,
  param: string,
  what: string,
): string {
  if (!allowed.includes(value)) {
    throw unprocessable(
      code,
      param,
      `There is no ${what} '${value}'; there is ${allowed.join(', ') || 'none'}`,
    );
  }
  return value;
}
