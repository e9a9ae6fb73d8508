import type { Locator } from 'playwright-core';
import type { BrowserVisitor } from '../support/BrowserVisitor.ts';

/** Looks at the page of a run. */
export class RunWatch {
  private readonly visitor: BrowserVisitor;

  constructor(visitor: BrowserVisitor) {
    this.visitor = visitor;
  }

  /** Opens a tenant's newest run from the list of runs. */
  async open(tenantName: string): Promise<void> {
    await this.visitor.open('/runs', 'Runs');
    await this.visitor.page
      .getByRole('row', { name: new RegExp(tenantName) })
      .first()
      .click();
    await this.visitor.sees(`Provision ${tenantName}`);
  }

  /** The row of a step, whether it is being done or undone. */
  step(title: string): Locator {
    return this.#rows().filter({ hasText: title });
  }

  /** How many steps stand at a status, by its word. */
  countSteps(status: string): Promise<number> {
    return this.#rows()
      .filter({ has: this.visitor.page.getByText(status, { exact: true }) })
      .count();
  }

  /** Waits for the banner that says how it ended. */
  async endsAs(words: string, withinMs: number): Promise<void> {
    await this.visitor.page
      .getByText(words)
      .first()
      .waitFor({ timeout: withinMs });
  }

  #rows(): Locator {
    return this.visitor.page
      .getByRole('list', { name: 'Steps' })
      .locator('> li[data-status]');
  }
}
