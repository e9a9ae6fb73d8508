import type { Page } from 'playwright-core';

/**
 * Collects what goes wrong on a page: errors in the console and in scripts,
 * requests that fail or are refused. Requests given up because the page moves
 * on aren't trouble.
 */
export function watchTrouble(page: Page): string[] {
  const trouble: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') {
      trouble.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', error => trouble.push(`script: ${error.stack}`));
  page.on('requestfailed', request => {
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') {
      trouble.push(`${request.method()} ${request.url()}: ${why}`);
    }
  });
  page.on('response', response => {
    if (response.status() >= 400) {
      trouble.push(
        `${response.request().method()} ${response.url()}: ${response.status()}`,
      );
    }
  });
  return trouble;
}
