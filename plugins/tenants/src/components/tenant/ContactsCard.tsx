import { Link } from '@backstage/ui';
import type {
  ContactKind,
  Tenant,
} from '@ananta/backstage-plugin-tenants-common';
import { Section } from '@ananta/ui';
import styles from './cards.module.css';

/** What each contact is asked about. */
export const CONTACT_KINDS: Record<ContactKind, string> = {
  owner: 'Owner',
  billing: 'Billing',
  technical: 'Technical',
};

/** The people at the tenant's company. */
export function ContactsCard({ tenant }: { tenant: Tenant }) {
  return (
    <Section title="Contacts">
      <ul className={styles.people}>
        {tenant.contacts.map(contact => (
          <li key={contact.id} className={styles.person}>
            <strong>
              {contact.firstName} {contact.lastName}
            </strong>
            <span className={styles.kind}>
              {CONTACT_KINDS[contact.kind]}
              {contact.primary && ', primary'}
            </span>
            <div>
              <Link href={`mailto:${contact.email}`}>{contact.email}</Link>
              {contact.phone && <> · {contact.phone}</>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
