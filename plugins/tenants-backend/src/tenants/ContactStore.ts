import type { Knex } from 'knex';
import { newId } from '@ananta/database';
import type { Address, Contact } from '@ananta/backstage-plugin-tenants-common';

/** A contact that has no id yet. */
export type NewContact = Omit<Contact, 'id'>;

/** Contacts as they will be written. */
export function withIds(contacts: readonly NewContact[]): Contact[] {
  return contacts.map(contact => ({ id: newId(), ...contact }));
}

/** The people and the postal address of tenants. */
export class ContactStore {
  /** The statement that writes contacts; for one that writes their tenant too. */
  insertion(
    trx: Knex.Transaction,
    tenantId: string,
    contacts: readonly Contact[],
  ): Knex.QueryBuilder {
    return trx('tenant_contacts').insert(
      contacts.map(contact => ({
        id: contact.id,
        tenant_id: tenantId,
        kind: contact.kind,
        email: contact.email,
        first_name: contact.firstName,
        last_name: contact.lastName,
        phone: contact.phone,
        is_primary: contact.primary,
      })),
    );
  }

  /** Puts a whole new list in place of a tenant's contacts. */
  async replace(
    trx: Knex.Transaction,
    tenantId: string,
    contacts: readonly NewContact[],
  ): Promise<Contact[]> {
    const written = withIds(contacts);
    await trx('tenant_contacts').where({ tenant_id: tenantId }).delete();
    await this.insertion(trx, tenantId, written);
    return written;
  }

  /** Writes, changes or (without one) removes a tenant's address. */
  async setAddress(
    trx: Knex.Transaction,
    tenantId: string,
    address: Address | undefined,
  ): Promise<void> {
    if (!address) {
      await trx('tenant_addresses').where({ tenant_id: tenantId }).delete();
      return;
    }
    await trx('tenant_addresses')
      .insert({
        tenant_id: tenantId,
        line1: address.line1,
        line2: address.line2 ?? null,
        city: address.city,
        region: address.region ?? null,
        postal_code: address.postalCode ?? null,
        country: address.country,
      })
      .onConflict('tenant_id')
      .merge();
  }
}
