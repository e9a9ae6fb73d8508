import { useEffect, useState, type FormEvent } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import { ErrorPanel, errorDetails } from '@ananta/ui';
import { tenantsApiRef } from '../../api';
import { ContactFields } from './ContactFields';
import { OwnerSelect } from './OwnerSelect';
import { TextFields, type TextOf } from './TextFields';
import {
  changedMembers,
  changeOf,
  formOf,
  problemOf,
  rebase,
  type TenantForm,
} from './tenantForm';

const ADDRESS: Array<TextOf<TenantForm['address']>> = [
  { name: 'line1', label: 'Street' },
  { name: 'line2', label: 'Street, second line' },
  { name: 'postalCode', label: 'Postal code' },
  { name: 'city', label: 'City' },
  { name: 'region', label: 'State or region' },
  { name: 'country', label: 'Country', placeholder: 'DE' },
];

const BRANDING: Array<TextOf<TenantForm['branding']>> = [
  { name: 'displayName', label: 'Displayed name' },
  { name: 'primaryColor', label: 'Colour', placeholder: '#1f6feb' },
  {
    name: 'logoUrl',
    label: 'Address of the logo',
    placeholder: 'https://acme.example/logo.svg',
  },
];

/**
 * Edits what staff may change of a tenant, on the version that the reader saw. When
 * somebody else was faster, the newest version is laid under the reader's own
 * changes, the difference is shown, and saving is asked for once more.
 */
export function EditTenantDialog(props: {
  tenant: Tenant;
  isOpen: boolean;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { tenant, isOpen, onClose, onSaved } = props;
  const api = useApi(tenantsApiRef);
  const toasts = useApi(toastApiRef);
  const [base, setBase] = useState(tenant);
  const [form, setForm] = useState(() => formOf(tenant));
  const [overtaken, setOvertaken] = useState<string[]>();
  const [error, setError] = useState<unknown>();
  const [pending, setPending] = useState(false);

  useEffect(() => {
    if (isOpen) {
      setBase(tenant);
      setForm(formOf(tenant));
      setOvertaken(undefined);
      setError(undefined);
    }
    // Only on opening: a refresh of the page must not overwrite what was typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOpen]);

  const problem = problemOf(form);
  const change = changeOf(form, base);
  const isChanged = Object.keys(change).length > 0;

  const takeNewest = async () => {
    const latest = await api.getTenant(tenant.id);
    setForm(rebase(form, base, latest));
    setOvertaken(changedMembers(base, latest));
    setBase(latest);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (problem || !isChanged || pending) {
      return;
    }
    setPending(true);
    setError(undefined);
    try {
      const saved = await api.updateTenant(tenant.id, base.version, change);
      toasts.post({ title: `${saved.name} was saved`, timeout: 4_000 });
      onSaved();
      onClose();
    } catch (failure) {
      if (errorDetails(failure).status === 412) {
        await takeNewest().catch(setError);
      } else {
        setError(failure);
      }
    } finally {
      setPending(false);
    }
  };

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
      isKeyboardDismissDisabled={pending}
      width={640}
    >
      <form onSubmit={save} noValidate>
        <DialogHeader>Edit {tenant.name}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="4">
            {overtaken && <Overtaken members={overtaken} />}
            <TextField
              label="Name"
              value={form.name}
              onChange={name => setForm({ ...form, name })}
              isRequired
              validationBehavior="aria"
            />
            <OwnerSelect
              value={form.ownerRef}
              onChange={ownerRef => setForm({ ...form, ownerRef })}
            />
            <TextAreaField
              label="Labels"
              description="One name=value a line."
              value={form.labels}
              rows={3}
              onChange={labels => setForm({ ...form, labels })}
            />
            <TextFields
              legend="Postal address"
              fields={ADDRESS}
              texts={form.address}
              onChange={address => setForm({ ...form, address })}
            />
            <TextFields
              legend="Branding"
              fields={BRANDING}
              texts={form.branding}
              onChange={branding => setForm({ ...form, branding })}
            />
            <ContactFields
              contacts={form.contacts}
              onChange={contacts => setForm({ ...form, contacts })}
            />
            {problem && isChanged && (
              <Alert role="alert" status="warning" icon title={problem} />
            )}
            {error !== undefined && (
              <ErrorPanel error={error} title="It could not be saved" />
            )}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={onClose} isDisabled={pending}>
            Discard
          </Button>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!isChanged || problem !== undefined}
            isPending={pending}
          >
            {overtaken ? 'Save all the same' : 'Save'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function Overtaken({ members }: { members: string[] }) {
  const what =
    members.length > 0
      ? `They changed: ${members.join(', ')}. Where you had typed something, yours stands below; the rest is newest.`
      : 'What you see below is untouched by it.';
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title="Somebody else changed this tenant meanwhile"
      description={`${what} Look it over and save once more.`}
    />
  );
}
