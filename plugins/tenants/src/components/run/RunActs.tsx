import { useState } from 'react';
import { Flex } from '@backstage/ui';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ConfirmDialog } from '@ananta/ui';
import type { Run } from '@ananta/backstage-plugin-tenants-common';
import { RiRestartLine, RiStopCircleLine } from '@remixicon/react';
import { useNavigate } from 'react-router-dom';
import { tenantsApiRef } from '../../api';
import { useAllowed } from '../../hooks/useAllowed';
import { paths } from '../../paths';
import { ActButton, NOT_PERMITTED } from '../ActButton';

/** Cancel and retry, each after a question. */
export function RunActs({ run }: { run: Run }) {
  const allowed = useAllowed();
  const [asking, setAsking] = useState<'cancel' | 'retry'>();
  const close = () => setAsking(undefined);
  return (
    <Flex gap="2">
      {run.possibleActs.includes('cancel') && (
        <ActButton
          variant="secondary"
          iconStart={<RiStopCircleLine aria-hidden />}
          onPress={() => setAsking('cancel')}
          refusal={allowed.cancelRun ? undefined : NOT_PERMITTED}
        >
          Cancel run
        </ActButton>
      )}
      {run.possibleActs.includes('retry') && (
        <ActButton
          variant="primary"
          iconStart={<RiRestartLine aria-hidden />}
          onPress={() => setAsking('retry')}
          refusal={allowed.retryRun ? undefined : NOT_PERMITTED}
        >
          Retry
        </ActButton>
      )}
      <CancelDialog run={run} isOpen={asking === 'cancel'} onClose={close} />
      <RetryDialog run={run} isOpen={asking === 'retry'} onClose={close} />
    </Flex>
  );
}

interface ActDialogProps {
  run: Run;
  isOpen: boolean;
  onClose: () => void;
}

function CancelDialog({ run, ...dialog }: ActDialogProps) {
  const api = useApi(tenantsApiRef);
  const toasts = useApi(toastApiRef);
  return (
    <ConfirmDialog
      {...dialog}
      title={`Cancel the provisioning of ${run.tenantName}?`}
      confirmLabel="Cancel and undo"
      destructive
      typeToConfirm={run.tenantKey}
      onConfirm={async () => {
        await api.cancelRun(run.id);
        toasts.post({
          title: 'Cancel requested',
          description: 'Watch the steps being undone.',
          status: 'info',
          timeout: 5_000,
        });
      }}
    >
      The step under way ends first. Then every step that was begun is undone in
      reverse: what was made for <strong>{run.tenantName}</strong> so far is
      removed for good.
    </ConfirmDialog>
  );
}

function RetryDialog({ run, ...dialog }: ActDialogProps) {
  const api = useApi(tenantsApiRef);
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      {...dialog}
      title={`Provision ${run.tenantName} again?`}
      confirmLabel="Start a new run"
      onConfirm={async () => {
        const next = await api.retryRun(run.id);
        navigate(paths.run(next.id));
      }}
    >
      A new run starts from the first step with the tenant as it is now. This
      one stays as it ended.
    </ConfirmDialog>
  );
}
