import { asTenant } from '@ananta/database';
import type { Run } from '@ananta/backstage-plugin-tenants-common';
import type { Knex } from 'knex';
import { aTenant, usePostgres } from '../__testUtils__/database';
import { RunDefinitions } from '../sagas';
import { Harness } from './__testUtils__/harness';

jest.setTimeout(60_000);

describe('the tables of runs', () => {
  const createDatabase = usePostgres();
  let harness: Harness;
  let database: Knex;
  let run: Run;

  beforeAll(async () => {
    database = await createDatabase();
    harness = await Harness.start(database, { driven: 'by hand' });
    run = await harness.provision();
    await harness.cancel(run);
  });
  afterAll(() => harness.stop());

  it.each(['runs', 'run_events', 'run_commands'])(
    'show no row of %s without a setting, nor to another tenant',
    async table => {
      const rows = (trx: Knex.Transaction) => trx(table).select();
      expect(await database(table).select()).toEqual([]);
      expect(await asTenant(database, aTenant().id, rows)).toEqual([]);
      const own = await asTenant(database, run.tenantId, rows);
      expect(own.length).toBeGreaterThan(0);
      expect(own.every(row => row.tenant_id === run.tenantId)).toBe(true);
    },
  );

  it('keep this version from starting when the code of an open step is gone', async () => {
    const definitions = RunDefinitions.create([
      {
        type: 'provision-tenant',
        exclusive: true,
        onExhausted: 'compensate',
        tenancyModels: [],
        steps: [],
        onFinished: async () => {},
      },
    ]);
    await expect(definitions.assertCover(database)).rejects.toThrow(
      /has no step/,
    );
  });
});
