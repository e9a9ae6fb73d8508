import { useId, type ReactElement } from 'react';
import { Button, VisuallyHidden } from '@backstage/ui';

/** A button that says why it can't be used, to the eye and to the ear. */
export function ActButton(props: {
  children: string;
  onPress: () => void;
  /** Why not; the button is usable without one. */
  refusal?: string;
  variant?: 'primary' | 'secondary' | 'tertiary';
  destructive?: boolean;
  iconStart?: ReactElement;
}) {
  const { children, refusal, ...rest } = props;
  const reasonId = useId();
  return (
    <span title={refusal}>
      <Button
        {...rest}
        isDisabled={refusal !== undefined}
        aria-describedby={refusal ? reasonId : undefined}
      >
        {children}
      </Button>
      {refusal && <VisuallyHidden id={reasonId}>{refusal}</VisuallyHidden>}
    </span>
  );
}

/** What a role without the permission for an act reads. */
export const NOT_PERMITTED = 'Your role does not allow this';
