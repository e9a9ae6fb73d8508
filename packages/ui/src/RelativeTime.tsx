import { formatExact, formatRelative } from './time';
import { useNow } from './useNow';

const MINUTE = 60_000;

/** How long ago or ahead an instant is; hovering shows the exact one. */
export function RelativeTime(props: { at: string | undefined }) {
  const { at } = props;
  const age = at ? Math.abs(Date.now() - Date.parse(at)) : Infinity;
  useNow(age < MINUTE ? 1_000 : MINUTE / 2);
  if (!at) {
    return <>—</>;
  }
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatRelative(at, Date.now())}
    </time>
  );
}
