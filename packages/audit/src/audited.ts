import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';

/** Runs `fn`, and tells Backstage's auditor that it was asked for and how it went. */
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
    await created.fail({ error: error as Error });
    throw error;
  }
  await created.success();
  return result;
}
