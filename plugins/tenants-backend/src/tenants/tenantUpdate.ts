import { isDeepStrictEqual } from 'node:util';
import { badRequest } from '@ananta/http';
import type {
  Branding,
  Tenant,
  UpdateTenantRequest,
} from '@ananta/backstage-plugin-tenants-common';
import type { TenantChange } from './TenantStore';
import {
  readAddress,
  readColor,
  readGroupRef,
  readHttpsUrl,
  readLabels,
  readPerson,
  readText,
} from './input';

/**
 * What an update asks for, in one spelling.
 *
 * @throws ApiError 400 `invalid_request`, `invalid_email`
 */
export function readTenantChange(request: UpdateTenantRequest): TenantChange {
  const { name, ownerRef, address, contacts, branding, labels } = request;
  return {
    name: name === undefined ? undefined : readText(name, 'name'),
    ownerRef: ownerRef === undefined ? undefined : readGroupRef(ownerRef),
    address: address ? readAddress(address, 'address') : address,
    contacts: contacts && readContacts(contacts),
    branding: branding && readBranding(branding),
    labels: labels && readLabels(labels),
  };
}

/** The members that a change would really change, before and after; nothing when there is none. */
export function diffTenant(
  tenant: Tenant,
  change: TenantChange,
): { before: object; after: object } | undefined {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(change)) {
    const current = comparable(tenant, name as keyof Tenant);
    if (value !== undefined && !isDeepStrictEqual(current, plain(value))) {
      before[name] = current;
      after[name] = value;
    }
  }
  return Object.keys(after).length > 0 ? { before, after } : undefined;
}

/** What stands there now, in the form in which a change would say it. */
function comparable(tenant: Tenant, name: keyof Tenant): unknown {
  if (name === 'contacts') {
    return plain(tenant.contacts.map(({ id: _, ...contact }) => contact));
  }
  return plain(tenant[name] ?? null);
}

/** As JSON has it: without the members that are undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function readContacts(contacts: NonNullable<UpdateTenantRequest['contacts']>) {
  if (contacts.filter(contact => contact.primary).length !== 1) {
    throw badRequest(
      'invalid_request',
      'contacts',
      'Exactly one of the contacts must be the primary one',
    );
  }
  if (!contacts.some(contact => contact.kind === 'owner')) {
    throw badRequest(
      'invalid_request',
      'contacts',
      'One of the contacts must be an owner',
    );
  }
  return contacts.map((contact, index) =>
    readPerson(contact, `contacts.${index}`),
  );
}

function readBranding(branding: Branding): Branding {
  const { displayName, logoUrl, primaryColor } = branding;
  return {
    displayName:
      displayName === undefined
        ? undefined
        : readText(displayName, 'branding.displayName'),
    logoUrl:
      logoUrl === undefined
        ? undefined
        : readHttpsUrl(logoUrl, 'branding.logoUrl'),
    primaryColor: readColor(primaryColor, 'branding.primaryColor'),
  };
}
