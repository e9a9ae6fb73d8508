import { useCallback, useRef } from 'react';

/**
 * Walks a cursor list forth and back. The cursor itself belongs into the
 * address (`useUrlState`); the way back is remembered here, and leads to the
 * first page for a reader who came in the middle.
 */
export function useCursorPages(
  cursor: string,
  setCursor: (cursor: string) => void,
): {
  hasPrevious: boolean;
  next: (cursor: string | undefined) => void;
  previous: () => void;
} {
  const visited = useRef<string[]>([]);
  const next = useCallback(
    (following: string | undefined) => {
      if (following) {
        visited.current.push(cursor);
        setCursor(following);
      }
    },
    [cursor, setCursor],
  );
  const previous = useCallback(() => {
    setCursor(visited.current.pop() ?? '');
  }, [setCursor]);
  return { hasPrevious: cursor !== '', next, previous };
}
