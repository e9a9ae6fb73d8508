import type {
  Address,
  Branding,
  Contact,
  Tenant,
  UpdateTenantRequest,
} from '@ananta/backstage-plugin-tenants-common';

/** A contact while it is edited; new ones have no id yet. */
export type ContactDraft = Omit<Contact, 'id'>;

/** Texts while they are edited; an empty one stands for none. */
export type Texts<T> = { [name in keyof T]?: string };

/** What the edit dialog edits. */
export interface TenantForm {
  name: string;
  ownerRef: string;
  /** One `name=value` a line. */
  labels: string;
  address: Texts<Address>;
  branding: Texts<Branding>;
  contacts: ContactDraft[];
}

const MEMBERS = [
  'name',
  'ownerRef',
  'labels',
  'address',
  'branding',
  'contacts',
] as const;

const WORDS: Record<keyof TenantForm, string> = {
  name: 'name',
  ownerRef: 'owner',
  labels: 'labels',
  address: 'address',
  branding: 'branding',
  contacts: 'contacts',
};

export function formOf(tenant: Tenant): TenantForm {
  return {
    name: tenant.name,
    ownerRef: tenant.ownerRef,
    labels: Object.entries(tenant.labels)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
    address: given(tenant.address ?? {}),
    branding: given(tenant.branding),
    contacts: tenant.contacts.map(({ id: _, ...contact }) => contact),
  };
}

/** Only what differs from the tenant that the form was opened on. */
export function changeOf(form: TenantForm, base: Tenant): UpdateTenantRequest {
  const original = requestOf(formOf(base));
  const wished = requestOf(form);
  return Object.fromEntries(
    MEMBERS.filter(member => !same(wished[member], original[member])).map(
      member => [member, wished[member]],
    ),
  );
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
  const untouched = MEMBERS.filter(member =>
    same(form[member], original[member]),
  );
  return {
    ...form,
    ...Object.fromEntries(untouched.map(member => [member, newest[member]])),
  };
}

/** Says in words what differs between two versions, of what the form shows. */
export function changedMembers(base: Tenant, latest: Tenant): string[] {
  const before = formOf(base);
  const after = formOf(latest);
  return MEMBERS.filter(member => !same(before[member], after[member])).map(
    member => WORDS[member],
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
  return (
    problemOfAddress(form.address) ??
    problemOfBranding(form.branding) ??
    problemOfContacts(form.contacts)
  );
}

function problemOfAddress(draft: TenantForm['address']): string | undefined {
  const address = given(draft);
  if (Object.keys(address).length === 0) {
    return undefined;
  }
  if (!address.line1 || !address.city || !address.country) {
    return 'An address needs a street, a city and a country.';
  }
  return /^[A-Z]{2}$/.test(address.country)
    ? undefined
    : 'The country is two capital letters, such as DE.';
}

function problemOfBranding(draft: TenantForm['branding']): string | undefined {
  const { primaryColor, logoUrl } = given(draft);
  if (primaryColor && !/^#[0-9a-f]{6}$/i.test(primaryColor)) {
    return 'The colour is written as #1f6feb.';
  }
  return logoUrl && !/^https:\/\/\S+$/.test(logoUrl)
    ? 'The logo’s address begins with https://.'
    : undefined;
}

function problemOfContacts(contacts: ContactDraft[]): string | undefined {
  if (contacts.some(contact => !/^\S+@\S+$/.test(contact.email))) {
    return 'Each contact needs an e-mail address.';
  }
  return contacts.filter(contact => contact.primary).length === 1
    ? undefined
    : 'Exactly one contact must be primary.';
}

/** The form as an update says it. */
function requestOf(form: TenantForm): Required<UpdateTenantRequest> {
  const address = given(form.address);
  return {
    name: form.name.trim(),
    ownerRef: form.ownerRef,
    labels: parseLabels(form.labels),
    address: Object.keys(address).length > 0 ? (address as Address) : null,
    branding: given(form.branding),
    contacts: form.contacts,
  };
}

/** The texts that aren't empty, in the order of their names. */
function given<T extends object>(texts: T): T {
  return Object.fromEntries(
    Object.entries(texts)
      .map(([name, text]) => [name, text?.trim()])
      .filter(([, text]) => text)
      .sort(([a], [b]) => a.localeCompare(b)),
  ) as T;
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
