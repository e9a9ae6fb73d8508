import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { BrowserVisitor } from '../support/BrowserVisitor.ts';

/** What somebody types into the form of the template "New Tenant". */
export interface Company {
  name: string;
  key: string;
  /** As its card is titled. */
  plan: string;
  owner: { email: string; firstName: string; lastName: string };
}

/** The form of the template, page by page. */
export class NewTenantForm {
  static async open(visitor: BrowserVisitor): Promise<NewTenantForm> {
    const { page } = visitor;
    await page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Create' })
      .click();
    await page.getByRole('button', { name: 'Choose' }).click();
    await visitor.sees('New Tenant');
    return new NewTenantForm(visitor);
  }

  private readonly page: Page;

  private constructor(visitor: BrowserVisitor) {
    this.page = visitor.page;
  }

  /** Types a key and waits for what the live check says of it. */
  async tryKey(key: string, answer: RegExp): Promise<void> {
    await this.page.getByRole('textbox', { name: /^Key/ }).fill(key);
    await this.page.getByRole('status').filter({ hasText: answer }).waitFor();
  }

  async nameCompany({ name, key }: Company): Promise<void> {
    await this.page.getByLabel(/^Company name/).fill(name);
    await this.tryKey(key, /is free/);
  }

  async choosePlan({ plan }: Company): Promise<void> {
    const card = this.page.getByRole('radio', { name: new RegExp(plan) });
    // The radio button lies invisibly behind its card, which takes the click.
    await card.check({ force: true });
    assert.ok(await card.isChecked(), `${plan} is chosen`);
    await this.page.getByRole('status').filter({ hasText: 'a year' }).waitFor();
  }

  async nameOwner({ owner }: Company): Promise<void> {
    await this.page.getByLabel(/^E-mail/).fill(owner.email);
    await this.page.getByLabel(/^First name/).fill(owner.firstName);
    await this.page.getByLabel(/^Last name/).fill(owner.lastName);
  }

  /** Reads the summary and starts the task. */
  async create({ name, key, owner }: Company): Promise<void> {
    const create = this.page.getByRole('button', { name: 'Create' });
    await create.waitFor();
    for (const text of [name, key, owner.email]) {
      await this.page.getByText(text).first().waitFor();
    }
    await create.click();
    await this.page.waitForURL(/\/create\/tasks\//);
  }

  /** Everything from the company to the task, with nothing special. */
  async fillIn(company: Company): Promise<void> {
    await this.nameCompany(company);
    await this.next();
    await this.choosePlan(company);
    await this.next();
    await this.nameOwner(company);
    await this.next();
    await this.review();
    await this.create(company);
  }

  next(): Promise<void> {
    return this.page.getByRole('button', { name: 'Next' }).click();
  }

  /** Goes on from the options, which all have defaults. */
  async review(): Promise<void> {
    await this.page.getByRole('button', { name: /Region/ }).waitFor();
    await this.page.getByRole('button', { name: 'Review' }).click();
  }
}
