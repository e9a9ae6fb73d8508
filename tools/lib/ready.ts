import type { Child } from './Child.ts';

/** How long a server may take until it answers. */
const READY_WITHIN_MS = 120_000;

/**
 * Waits until a URL answers as wished.
 *
 * @throws Error when the server ends before, or takes too long
 */
export async function waitFor(
  child: Child,
  url: string,
  options: {
    headers?: Record<string, string>;
    accept?: (body: string) => boolean;
  } = {},
): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (child.isRunning && Date.now() < deadline) {
    if (await answers(url, options)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(
    child.isRunning
      ? `the ${child.name} did not get ready within ${READY_WITHIN_MS / 1000} s`
      : `the ${child.name} ended before it was ready (${await child.ended}):\n${child.lastWords}`,
  );
}

async function answers(
  url: string,
  options: Parameters<typeof waitFor>[2] = {},
): Promise<boolean> {
  try {
    const response = await fetch(url, {
      headers: options.headers,
      signal: AbortSignal.timeout(5_000),
    });
    const body = await response.text();
    return response.ok && (options.accept?.(body) ?? true);
  } catch {
    return false;
  }
}
