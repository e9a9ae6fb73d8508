import { useEffect, useState } from 'react';

/**
 * The present instant in milliseconds, renewed every `interval` milliseconds.
 * Without an interval it stands still.
 */
export function useNow(interval: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (interval === undefined) {
      return undefined;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}
