import {
  Button,
  Flex,
  Radio,
  RadioGroup,
  Select,
  TextField,
} from '@backstage/ui';
import type { ContactKind } from '@ananta/backstage-plugin-tenants-common';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { CONTACT_KINDS } from './ContactsCard';
import type { ContactDraft } from './tenantForm';
import styles from './ContactFields.module.css';

const KINDS = Object.entries(CONTACT_KINDS).map(([value, label]) => ({
  value,
  label,
}));

const NEW_CONTACT: ContactDraft = {
  kind: 'technical',
  email: '',
  firstName: '',
  lastName: '',
  primary: false,
};

/** Edits a list of contacts of whom exactly one is primary. */
export function ContactFields(props: {
  contacts: ContactDraft[];
  onChange: (contacts: ContactDraft[]) => void;
}) {
  const { contacts, onChange } = props;
  const primary = contacts.findIndex(contact => contact.primary);
  const patch = (index: number, change: Partial<ContactDraft>) =>
    onChange(
      contacts.map((contact, i) =>
        i === index ? { ...contact, ...change } : contact,
      ),
    );
  return (
    <RadioGroup
      label="Contacts"
      description="The marked one is primary."
      value={String(primary)}
      onChange={chosen =>
        onChange(
          contacts.map((contact, i) => ({
            ...contact,
            primary: i === Number(chosen),
          })),
        )
      }
    >
      <Flex direction="column" gap="3">
        {contacts.map((contact, index) => (
          <fieldset key={index} className={styles.contact}>
            <legend>{nameOf(contact) || 'New contact'}</legend>
            <div className={styles.fields}>
              <TextField
                label="First name"
                value={contact.firstName}
                onChange={firstName => patch(index, { firstName })}
              />
              <TextField
                label="Last name"
                value={contact.lastName}
                onChange={lastName => patch(index, { lastName })}
              />
              <TextField
                label="E-mail"
                type="email"
                validationBehavior="aria"
                value={contact.email}
                onChange={email => patch(index, { email })}
              />
              <Select
                label="About"
                options={KINDS}
                value={contact.kind}
                onChange={kind => patch(index, { kind: kind as ContactKind })}
              />
            </div>
            <Flex justify="between" align="center">
              <Radio value={String(index)}>Primary</Radio>
              <Button
                variant="tertiary"
                size="small"
                iconStart={<RiDeleteBinLine aria-hidden />}
                isDisabled={contact.primary}
                onPress={() => onChange(contacts.filter((_, i) => i !== index))}
              >
                {`Remove ${nameOf(contact) || 'contact'}`}
              </Button>
            </Flex>
          </fieldset>
        ))}
        <div>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiAddLine aria-hidden />}
            onPress={() => onChange([...contacts, NEW_CONTACT])}
          >
            Add a contact
          </Button>
        </div>
      </Flex>
    </RadioGroup>
  );
}

function nameOf(contact: ContactDraft): string {
  return `${contact.firstName} ${contact.lastName}`.trim();
}
