import type {
  Contact,
  Tenant,
  UpdateTenantRequest,
} from '@ananta/backstage-plugin-tenants-common';

/** A contact while it is edited; new ones have no id yet. */
export type ContactDraft = Omit<Contact, 'id'>;

/** What the edit dialog edits. */
export interface TenantForm {
  name: string;
  /** One `name=value` a line. */
  labels: string;
  contacts: ContactDraft[];
}

export function formOf(tenant: Tenant): TenantForm {
  return {
    name: tenant.name,
    labels: Object.entries(tenant.labels)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
    contacts: tenant.contacts.map(({ id: _, ...contact }) => contact),
  };
}

/** Only what differs from the tenant that the form was opened on. */
export function changeOf(form: TenantForm, base: Tenant): UpdateTenantRequest {
  const original = formOf(base);
  return {
    ...(form.name.trim() !== original.name && { name: form.name.trim() }),
    ...(form.labels !== original.labels && {
      labels: parseLabels(form.labels),
    }),
    ...(!same(form.contacts, original.contacts) && { contacts: form.contacts }),
  };
}

/**
 * Lays what somebody else changed meanwhile under one's own changes: members
 * that the form didn't touch take their newest value.
 */
export function rebase(
  form: TenantForm,
  base: Tenant,
  latest: Tenant,
): TenantForm {
  const original = formOf(base);
  const newest = formOf(latest);
  return {
    name: form.name === original.name ? newest.name : form.name,
    labels: form.labels === original.labels ? newest.labels : form.labels,
    contacts: same(form.contacts, original.contacts)
      ? newest.contacts
      : form.contacts,
  };
}

/** Says in words what differs between two versions, of what the form shows. */
export function changedMembers(base: Tenant, latest: Tenant): string[] {
  const before = formOf(base);
  const after = formOf(latest);
  return (['name', 'labels', 'contacts'] as const).filter(
    member => !same(before[member], after[member]),
  );
}

/** What keeps the form from being saved; nothing when it can be. */
export function problemOf(form: TenantForm): string | undefined {
  if (form.name.trim() === '') {
    return 'The name is missing.';
  }
  const badLine = labelLines(form.labels).find(line => !/^[^=]+=/.test(line));
  if (badLine) {
    return `“${badLine}” is no label: write name=value.`;
  }
  if (form.contacts.some(contact => !/^\S+@\S+$/.test(contact.email))) {
    return 'Each contact needs an e-mail address.';
  }
  if (form.contacts.filter(contact => contact.primary).length !== 1) {
    return 'Exactly one contact must be primary.';
  }
  return undefined;
}

function parseLabels(text: string): Record<string, string> {
  return Object.fromEntries(
    labelLines(text).map(line => {
      const [name, ...value] = line.split('=');
      return [name.trim(), value.join('=').trim()];
    }),
  );
}

function labelLines(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
