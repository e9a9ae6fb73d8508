import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Run, Tenant } from '@ananta/backstage-plugin-tenants-common';
import type { Browser } from 'playwright-core';
import { launchBrowser, WITHOUT_BROWSER } from '../support/browser.ts';
import { BrowserVisitor } from '../support/BrowserVisitor.ts';
import { signIn } from '../support/signIn.ts';
import { Stack } from '../support/Stack.ts';
import { ApiFailure, newTenant } from '../support/StaffApi.ts';
import { waitForCatalog } from '../support/waitForCatalog.ts';

const HOOLI = { key: 'hooli', name: 'Hooli Cloud' };
const OTHERS = ['pied-piper', 'raviga'];

describe(
  'support, with a customer on the telephone',
  {
    skip: WITHOUT_BROWSER,
  },
  () => {
    let stack: Stack;
    let browser: Browser;
    let sam: BrowserVisitor;
    let tenant: Tenant;
    let run: Run;

    before(async () => {
      stack = await Stack.create({
        firstPort: 8400,
        host: 'portal',
        config: [],
      });
      await stack.startHost();
      for (const key of OTHERS) {
        await stack.api.createTenant(key, { planKey: 'basic' });
      }
      const created = await stack.api.createTenant(HOOLI.key, {
        name: HOOLI.name,
        domains: ['hooli.example.com'],
        owner: {
          email: 'gavin@nucleus.example.net',
          firstName: 'Gavin',
          lastName: 'Belson',
        },
      });
      run = await stack.api.endOf(created.run.id, 30_000);
      tenant = await stack.api.getTenant(created.tenant.id);
      await waitForCatalog(stack, `kind=tenant,metadata.name=${HOOLI.key}`);
      await waitForCatalog(stack, 'kind=user,metadata.name=sam-support');
      browser = await launchBrowser();
      sam = await BrowserVisitor.create(browser, stack.origin);
      await sam.signIn('Sam Support');
    });

    after(async () => {
      await browser?.close();
      await stack?.stop();
    });

    for (const [what, word] of [
      ['key', 'hooli'],
      ['name', 'Hooli Cloud'],
      ['domain', 'hooli.example.com'],
      ['contact’s e-mail domain', 'nucleus.example.net'],
    ]) {
      it(`finds the tenant in the list by its ${what}`, async () => {
        const { page } = sam;
        await sam.open('/tenants', 'Tenants');
        const row = (name: string) =>
          page.getByRole('row', { name: RegExp(name) });
        await row('pied-piper').waitFor();
        await page.getByRole('searchbox', { name: 'Search' }).fill(word);
        await row('pied-piper').waitFor({ state: 'detached' });
        await row(HOOLI.name).click();
        await sam.sees(HOOLI.name);
        await page.waitForURL(new RegExp(`/tenants/${tenant.id}`));
      });
    }

    it('finds it in the catalog', async () => {
      const { page } = sam;
      await sam.open('/catalog?filters[kind]=tenant', /Tenants/i);
      await page.getByRole('textbox', { name: 'search' }).fill('hooli');
      await page.getByRole('link', { name: /hooli/i }).first().waitFor();
      await page.getByRole('link', { name: /raviga/i }).waitFor({
        state: 'detached',
      });
      await sam.check('catalog of tenants');
      await page.getByRole('link', { name: /hooli/i }).first().click();
      await page.waitForURL(/\/catalog\/default\/tenant\/hooli/);
      await sam.sees(HOOLI.name);
    });

    it('reads everything, and is offered nothing to change', async () => {
      const { page } = sam;
      const screens: Array<[path: string, heading: string, shown: string]> = [
        ['/', 'Overview', 'Recent activity'],
        ['/tenants', 'Tenants', HOOLI.name],
        [`/tenants/${tenant.id}`, HOOLI.name, 'gavin@nucleus.example.net'],
        [`/tenants/${tenant.id}/resources`, HOOLI.name, 'schema'],
        [`/tenants/${tenant.id}/audit`, HOOLI.name, 'operator'],
        ['/runs', 'Runs', HOOLI.name],
        [`/runs/${run.id}`, `Provision ${HOOLI.name}`, 'Succeeded'],
        ['/subscriptions', 'Subscriptions', HOOLI.key],
        ['/plans/professional', 'Professional', '$99.00'],
      ];
      for (const [path, heading, shown] of screens) {
        await sam.open(path, heading);
        await page.getByText(shown).first().waitFor();
        await assertNothingToDo(path);
        await sam.check(`as support: ${path}`);
      }
    });

    it('is told so', async () => {
      await sam.open(`/tenants/${tenant.id}`, HOOLI.name);
      await sam.page.getByText('Read-only view').waitFor();
      const edit = sam.page.getByRole('button', { name: 'Edit' });
      assert.equal(await edit.isDisabled(), true);
    });

    it('is refused at the API, and nothing changes', async () => {
      const api = await signIn(stack.origin, 'support');
      const attempts: Array<[string, string, unknown?]> = [
        ['POST', '/tenants/tenants', newTenant('aviato')],
        ['PATCH', `/tenants/tenants/${tenant.id}`, { name: 'Gavin’s' }],
        ['POST', `/tenants/runs/${run.id}/cancel`],
        ['POST', `/tenants/runs/${run.id}/retry`],
      ];
      for (const [method, path, body] of attempts) {
        const headers = { 'if-match': '"1"' };
        await assert.rejects(
          api.request(method, path, { body, headers }),
          (error: ApiFailure) => error.status === 403,
          `${method} ${path}`,
        );
      }
      assert.deepEqual(await stack.api.getTenant(tenant.id), tenant);
      assert.deepEqual(await stack.api.getRun(run.id), run);
    });

    it('finds everything again after the portal was killed', async () => {
      const { page } = sam;
      await sam.open(`/runs/${run.id}`, `Provision ${HOOLI.name}`);
      await stack.killHost();
      await stack.startHost();
      sam.forgetTrouble();
      await page.reload();
      await page.getByText('7 of 7 steps done').first().waitFor();
      await sam.open('/tenants', 'Tenants');
      for (const text of [HOOLI.name, ...OTHERS]) {
        await page.getByText(text).first().waitFor();
      }
      await sam.open(`/catalog/default/tenant/${HOOLI.key}`, HOOLI.name);
      await sam.open('/subscriptions', 'Subscriptions');
      await page.getByText(HOOLI.key).first().waitFor();
      sam.assertNoTrouble('after a restart');
      assert.deepEqual(await stack.api.getTenant(tenant.id), tenant);
      assert.deepEqual(await stack.api.getRun(run.id), run);
    });

    async function assertNothingToDo(path: string): Promise<void> {
      const acts =
        /^(New tenant|Edit|Cancel run|Retry|Suspend|Resume|Offboard)$/i;
      for (const role of ['button', 'link'] as const) {
        for (const act of await sam.page
          .getByRole(role, { name: acts })
          .all()) {
          assert.ok(
            await act.isDisabled(),
            `${await act.textContent()} on ${path}`,
          );
        }
      }
    }
  },
);
