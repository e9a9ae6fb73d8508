import { Alert, Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { CopyableId } from './CopyableId';
import { errorDetails, type ErrorDetails } from './errors';

/** Says what went wrong, what to quote when asking for help, and offers another try. */
export function ErrorPanel(props: {
  error: unknown;
  /** What could not be done, such as "Tenants could not be loaded". */
  title?: string;
  onRetry?: () => void;
}) {
  const details = errorDetails(props.error);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={props.title ?? titleOf(details)}
      description={<Description details={details} />}
      customActions={
        props.onRetry && (
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiRefreshLine aria-hidden />}
            onPress={props.onRetry}
          >
            Try again
          </Button>
        )
      }
    />
  );
}

function Description({ details }: { details: ErrorDetails }) {
  const facts = [
    details.code,
    details.param && `field ${details.param}`,
  ].filter(Boolean);
  return (
    <>
      {details.message}
      {facts.length > 0 && <> ({facts.join(', ')})</>}
      {details.requestId && (
        <div>
          Request <CopyableId value={details.requestId} label="request id" />
        </div>
      )}
    </>
  );
}

function titleOf(details: ErrorDetails): string {
  switch (details.status) {
    case 401:
      return 'Please sign in again';
    case 403:
      return 'Your role does not allow this';
    case 404:
      return 'Not found';
    case undefined:
      return 'The server could not be reached';
    default:
      return 'Something went wrong';
  }
}
