/** Where a run can be watched, for a log that is read outside the portal too. */
export function runPage(appBaseUrl: string, runId: string): string {
  return `${appBaseUrl.replace(/\/+$/, '')}/runs/${runId}`;
}
