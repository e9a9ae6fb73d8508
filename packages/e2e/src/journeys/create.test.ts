import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, WITHOUT_BROWSER } from '../support/browser.ts';
import { BrowserVisitor } from '../support/BrowserVisitor.ts';
import { Stack } from '../support/Stack.ts';
import { waitForCatalog } from '../support/waitForCatalog.ts';
import { NewTenantForm, type Company } from './NewTenantForm.ts';

const ACME: Company = {
  name: 'Acme Industries',
  key: 'acme',
  plan: 'Professional',
  owner: {
    email: 'ada@acme.example.com',
    firstName: 'Ada',
    lastName: 'Lovelace',
  },
};
const STEPS = 7;

describe('an engineer’s first day', { skip: WITHOUT_BROWSER }, () => {
  let stack: Stack;
  let browser: Browser;
  let erin: BrowserVisitor;

  before(async () => {
    stack = await Stack.create({ firstPort: 8300, host: 'portal', config: [] });
    await stack.startHost();
    await waitForCatalog(stack, 'kind=template');
    browser = await launchBrowser();
    erin = await BrowserVisitor.create(browser, stack.origin);
  });

  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('signs in as one of the local users', async () => {
    await erin.open('/', 'Ananta');
    await erin.check('sign-in');
    await erin.signIn('Erin Engineer');
  });

  it('finds an empty portal that says where to begin', async () => {
    const { page } = erin;
    await erin.sees('Create your first tenant');
    await erin.check('home, empty');
    await erin.open('/tenants', 'Tenants');
    await page.getByText('No tenants yet').waitFor();
    assert.equal(
      await page.getByRole('link', { name: 'New tenant' }).count(),
      2,
    );
    await erin.check('tenants, empty');
    await erin.open('/runs', 'Runs');
    await page.getByText('No runs yet').waitFor();
    await erin.check('runs, empty');
    await erin.open('/subscriptions', 'Subscriptions');
    await page.getByText('No subscriptions yet').waitFor();
    await erin.check('subscriptions, empty');
    await erin.open('/plans', 'Plans');
    const plans = page.getByRole('list', { name: 'Plans' });
    await plans.getByText('$499.00').waitFor();
    assert.equal(await plans.getByRole('heading').count(), 4);
    await erin.check('plans');
    await erin.photograph('plans');
  });

  it('hears at once which keys can be had', async () => {
    await stack.api.createTenant('globex');
    await erin.open('/create', 'Create');
    await erin.page.getByRole('button', { name: 'Choose' }).waitFor();
    await erin.check('templates');
    const form = await NewTenantForm.open(erin);
    await erin.page.getByLabel(/^Company name/).fill(ACME.name);
    await form.tryKey('globex', /belongs to another tenant/);
    await form.tryKey('admin', /reserved/);
    await form.tryKey('a--b', /hyphens/);
    await erin.check('new tenant: a key that can’t be had');
    await form.tryKey(ACME.key, /is free/);
  });

  it('creates a tenant through the template and watches its steps', async () => {
    const form = await NewTenantForm.open(erin);
    const { page } = erin;
    await form.nameCompany(ACME);
    await form.next();
    await form.choosePlan(ACME);
    await erin.check('new tenant: plan');
    await erin.photograph('new-tenant');
    await form.next();
    await form.nameOwner(ACME);
    await erin.check('new tenant: owner');
    await form.next();
    await page.getByRole('button', { name: /Region/ }).waitFor();
    await erin.check('new tenant: options');
    await form.review();
    await page.getByText(ACME.owner.email).waitFor();
    await erin.check('new tenant: review');
    await form.create(ACME);

    await page.getByText(`7/${STEPS} Activate the tenant: done`).waitFor();
    await page.getByRole('link', { name: 'Look at the run' }).waitFor();
    await erin.check('task');
  });

  it('sees every step of the run done', async () => {
    const { page } = erin;
    await page.getByRole('link', { name: 'Look at the run' }).click();
    await erin.sees(`Provision ${ACME.name}`);
    await page.getByText(`${STEPS} of ${STEPS} steps done`).first().waitFor();
    const steps = page
      .getByRole('list', { name: 'Steps' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('button') });
    assert.equal(await steps.count(), STEPS);
    assert.equal(
      await steps.filter({ hasText: 'Done' }).count(),
      STEPS,
      'all are done',
    );
    await erin.check('run');
  });

  it('reads on the tenant’s page what it is and has', async () => {
    const { page } = erin;
    await page.getByRole('link', { name: 'Open the tenant' }).click();
    await erin.sees(ACME.name);
    await page.getByText('$99.00 / month').waitFor();
    await page.getByText(ACME.owner.email).waitFor();
    await erin.check('tenant');
    await erin.photograph('tenant');
    for (const tab of ['Runs', 'Resources', 'Audit']) {
      await page
        .getByRole('navigation', { name: 'Content navigation' })
        .getByRole('link', { name: tab })
        .click();
      await page.waitForURL(new RegExp(`/${tab.toLowerCase()}$`));
      await erin.check(`tenant: ${tab}`);
    }
  });

  it('finds it in the catalog, related to plan, subscription and System', async () => {
    const [tenant] = await waitForCatalog(
      stack,
      `kind=tenant,metadata.name=${ACME.key}`,
    );
    const related = tenant.relations?.map(
      ({ type, targetRef }) => `${type} ${targetRef.split('/')[0]}`,
    );
    for (const relation of [
      'subscribedTo plan:default',
      'dependsOn system:default',
      'ownedBy group:default',
    ]) {
      assert.ok(related?.includes(relation), `${relation} in ${related}`);
    }
    await erin.open(`/catalog/default/tenant/${ACME.key}`, ACME.name);
    const { page } = erin;
    await page.getByRole('link', { name: 'Open the tenant' }).waitFor();
    await erin.check('catalog entity');
  });

  it('opens its portal in the app plane', async () => {
    const { items } = await stack.api.listTenants(`?q=${ACME.key}`);
    const { portalUrl } = await stack.api.getTenant(items[0].id);
    const customer = await BrowserVisitor.create(browser, stack.origin);
    await customer.open(portalUrl ?? 'no portal', ACME.name);
    for (const text of ['Professional', '50,000', 'Users', '25']) {
      await customer.page.getByText(text, { exact: false }).first().waitFor();
    }
    await customer.photograph('app-plane');
    await customer.check('app plane');
    await customer.leave();
  });
});
