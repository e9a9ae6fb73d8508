import { chromium, type Browser } from 'playwright-core';
import { findOnPath } from '../../../../tools/test/browser.ts';

/** The machine's Chromium, where there is one; `ANANTA_CHROMIUM` names another. */
export const CHROMIUM =
  process.env.ANANTA_CHROMIUM ||
  findOnPath(['chromium', 'chromium-browser', 'google-chrome']);

/** For suites that need a browser: why they don't run, where there is none. */
export const WITHOUT_BROWSER = CHROMIUM ? false : 'no Chromium on this machine';

/** Quiet flags: nothing but the pages under test goes over the network. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: ARGS,
  });
}
