import { loggableError } from '@ananta/database';
import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';

/**
 * Runs `fn`, and tells Backstage's auditor that it was asked for and how it
 * went. Check permissions within: who was refused has asked, too.
 */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
  fn: () => Promise<T>,
): Promise<T> {
  const created = await auditor.createEvent(event);
  let result: T;
  try {
    result = await fn();
  } catch (error) {
    await created.fail({ error: loggableError(error) });
    throw error;
  }
  await created.success();
  return result;
}
