import { ConfigReader } from '@backstage/config';
import { readTenancyDefaults } from './config';

const read = (tenants?: object) =>
  readTenancyDefaults(new ConfigReader(tenants ? { ananta: { tenants } } : {}));

describe('readTenancyDefaults', () => {
  it('works without configuration', () => {
    expect(read()).toEqual({
      region: 'local',
      regions: ['local'],
      ownerRef: 'group:default/engineers',
      appPlane: undefined,
    });
  });

  it('offers the default region alone unless more are named', () => {
    expect(read({ defaults: { region: 'eu' } })).toMatchObject({
      region: 'eu',
      regions: ['eu'],
    });
    expect(
      read({ defaults: { region: 'eu' }, regions: ['us', 'eu'] }),
    ).toMatchObject({ region: 'eu', regions: ['us', 'eu'] });
  });

  it('refuses a default that is not offered', () => {
    expect(() => read({ regions: ['us'] })).toThrow(
      "ananta.tenants.defaults.region 'local' is not among ananta.tenants.regions",
    );
  });
});
