import { ResponseError } from '@backstage/errors';

/**
 * Hands a refusal on in the API's own words. A `ResponseError` names only the
 * HTTP status, which tells nobody who reads a task's log what to change.
 */
export async function explained<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ResponseError)) {
      throw error;
    }
    const { code, param } = error.body as { code?: string; param?: string };
    const details = [code, param && `field ${param}`].filter(Boolean);
    const suffix = details.length ? ` (${details.join(', ')})` : '';
    throw new Error(`${error.body.error.message}${suffix}`, { cause: error });
  }
}
