import { formatDuration, formatExact } from './time';
import { useNow } from './useNow';

/** Time between two instants; counts on while `to` is missing. */
export function Duration(props: { from: string | undefined; to?: string }) {
  const { from, to } = props;
  const now = useNow(from && !to ? 500 : undefined);
  if (!from) {
    return <>—</>;
  }
  const start = Date.parse(from);
  const end = to ? Date.parse(to) : Math.max(now, start);
  const title = to
    ? `${formatExact(from)} – ${formatExact(to)}`
    : `since ${formatExact(from)}`;
  return (
    <span title={title}>{formatDuration(roundLive(end - start, !to))}</span>
  );
}

function roundLive(milliseconds: number, live: boolean): number {
  return live ? Math.floor(milliseconds / 1_000) * 1_000 : milliseconds;
}

/** Time left until an instant, as "in 12 s"; "now" once it is over. */
export function Countdown(props: { until: string }) {
  const now = useNow(500);
  const left = Date.parse(props.until) - now;
  return (
    <time dateTime={props.until} title={formatExact(props.until)}>
      {left > 500
        ? `in ${formatDuration(Math.ceil(left / 1_000) * 1_000).replace('.0', '')}`
        : 'now'}
    </time>
  );
}
