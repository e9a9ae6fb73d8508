import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  TextField,
} from '@backstage/ui';
import { ErrorPanel } from './ErrorPanel';

/**
 * Asks before an act is done and stays open, saying why, when it fails.
 * With `typeToConfirm` the act is offered only after that text was typed.
 */
export function ConfirmDialog(props: {
  isOpen: boolean;
  title: string;
  /** What will happen and what it destroys. */
  children: ReactNode;
  confirmLabel: string;
  destructive?: boolean;
  typeToConfirm?: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}) {
  const { isOpen, onClose, onConfirm, typeToConfirm } = props;
  const [typed, setTyped] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    if (isOpen) {
      setTyped('');
      setError(undefined);
    }
  }, [isOpen]);

  const allowed = typeToConfirm === undefined || typed === typeToConfirm;
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (!allowed || pending) {
      return;
    }
    setPending(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setPending(false);
    }
  };

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
      isKeyboardDismissDisabled={pending}
      width={480}
    >
      <form onSubmit={confirm}>
        <DialogHeader>{props.title}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="4">
            <div>{props.children}</div>
            {typeToConfirm !== undefined && (
              <TextField
                label={`Type ${typeToConfirm} to confirm`}
                value={typed}
                onChange={setTyped}
                autoComplete="off"
                // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself, and this is where it is wanted
                autoFocus
              />
            )}
            {error !== undefined && <ErrorPanel error={error} />}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={onClose} isDisabled={pending}>
            Not now
          </Button>
          <Button
            type="submit"
            variant="primary"
            destructive={props.destructive}
            isDisabled={!allowed}
            isPending={pending}
          >
            {props.confirmLabel}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
