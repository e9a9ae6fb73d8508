import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ROOT } from '../../../../tools/lib/paths.ts';
import { findBarriers } from './browserAxe.ts';
import { watchTrouble } from './browserTrouble.ts';

/** The light one last, which is left on for the pictures. */
const THEMES = ['dark', 'light'] as const;
/** Long enough for a machine that is busy with everything else. */
const PATIENCE_MS = 30_000;
const IMAGES = join(ROOT, 'docs', 'images');

/** Somebody at the portal in a browser of their own, who notices every fault. */
export class BrowserVisitor {
  static async create(
    browser: Browser,
    origin: string,
  ): Promise<BrowserVisitor> {
    const context = await browser.newContext({
      baseURL: origin,
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 1,
      locale: 'en-GB',
      timezoneId: 'UTC',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return new BrowserVisitor(context, await context.newPage());
  }

  readonly page: Page;
  private readonly context: BrowserContext;
  private readonly trouble: string[];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    this.trouble = watchTrouble(page);
  }

  /** Signs in at the sign-in page, as a person does. */
  async signIn(title: string): Promise<void> {
    await this.page.goto('/');
    await this.page
      .getByRole('list', { name: 'Sign in as' })
      .getByRole('button', { name: title })
      .click();
    await this.sees('Overview');
  }

  /** Opens an address and waits for the heading of the page behind it. */
  async open(path: string, heading: string | RegExp): Promise<void> {
    await this.page.goto(path);
    await this.sees(heading);
  }

  async sees(heading: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { name: heading }).first().waitFor();
  }

  /** The page is accessible in both themes, and nothing went wrong so far. */
  async check(name: string): Promise<void> {
    for (const theme of THEMES) {
      await this.#wear(theme);
      const barriers = await findBarriers(this.page);
      assert.deepEqual(barriers, [], `barriers of ${name}, ${theme}`);
    }
    this.assertNoTrouble(name);
  }

  assertNoTrouble(where: string): void {
    assert.deepEqual(this.trouble, [], `nothing goes wrong: ${where}`);
  }

  /** Forgets what went wrong while something was broken on purpose. */
  forgetTrouble(): void {
    this.trouble.length = 0;
  }

  /** Keeps a picture for the documentation, when pictures are asked for. */
  async photograph(name: string): Promise<void> {
    if (process.env.ANANTA_SCREENSHOTS === '1') {
      mkdirSync(IMAGES, { recursive: true });
      await this.page.screenshot({ path: join(IMAGES, `${name}.png`) });
    }
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  /** Changes the theme as the operating system does at dusk and at dawn. */
  async #wear(theme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme });
    // The app plane's pages have no themes.
    await this.page
      .locator(`body:not([data-theme-mode]), body[data-theme-mode="${theme}"]`)
      .waitFor();
    // Colours on their way to others would be judged half-way.
    await this.page.waitForFunction(() =>
      document
        .getAnimations()
        .every(
          ({ playState, timeline, effect }) =>
            playState !== 'running' ||
            timeline !== document.timeline ||
            effect?.getComputedTiming().endTime === Infinity,
        ),
    );
  }
}
