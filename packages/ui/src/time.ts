import { DateTime } from 'luxon';

/** "3 minutes ago", "in 2 hours", "just now"; an empty string for rubbish. */
export function formatRelative(at: string, now: number): string {
  const instant = DateTime.fromISO(at);
  if (!instant.isValid) {
    return '';
  }
  if (Math.abs(instant.toMillis() - now) < 5_000) {
    return 'just now';
  }
  return (
    instant.toRelative({
      base: DateTime.fromMillis(now),
      locale: 'en',
      rounding: 'round',
    }) ?? ''
  );
}

/** Local date and time to the second with its zone: "21 Nov 2026, 10:37:48 UTC". */
export function formatExact(at: string): string {
  const instant = DateTime.fromISO(at);
  return instant.isValid
    ? instant.setLocale('en-GB').toFormat('d LLL yyyy, HH:mm:ss ZZZZ')
    : at;
}

/** A length of time in at most two units: "850 ms", "3.2 s", "2 m 05 s", "1 h 02 m". */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds));
  if (ms < 1_000) {
    return `${ms} ms`;
  }
  if (ms < 59_950) {
    const seconds = ms / 1_000;
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  const totalSeconds = Math.round(ms / 1_000);
  if (totalSeconds < 3_600) {
    return twoUnits(totalSeconds, 60, 'm', 's');
  }
  if (totalSeconds < 86_400) {
    return twoUnits(Math.floor(totalSeconds / 60), 60, 'h', 'm');
  }
  return twoUnits(Math.floor(totalSeconds / 3_600), 24, 'd', 'h');
}

function twoUnits(
  total: number,
  size: number,
  large: string,
  small: string,
): string {
  const rest = String(total % size).padStart(2, '0');
  return `${Math.floor(total / size)} ${large} ${rest} ${small}`;
}
