import { mockServices } from '@backstage/backend-test-utils';
import type { Plan } from '@ananta/backstage-plugin-billing-common';
import { PlanReader } from './PlanReader';

/** Billing as a catalog of versions that grows while it is read. */
function setUp() {
  const asked: string[] = [];
  const published = new Map([['basic', 1]]);
  let at = 0;
  const reader = PlanReader.create({
    auth: mockServices.auth(),
    now: () => at,
    billing: {
      async getPlan(key) {
        asked.push(key);
        const version = published.get(key);
        return version ? ({ key, version } as Plan) : undefined;
      },
    },
  });
  return {
    asked,
    published,
    reader,
    pass: (ms: number) => {
      at += ms;
    },
  };
}

describe('PlanReader', () => {
  it('asks for a plan once in ten seconds', async () => {
    const { reader, asked, published, pass } = setUp();
    await reader.find('basic');
    published.set('basic', 2);
    pass(9_999);
    expect(await reader.find('basic')).toMatchObject({ version: 1 });
    expect(asked).toEqual(['basic']);
    pass(1);
    expect(await reader.find('basic')).toMatchObject({ version: 2 });
  });

  it('finds a plan as soon as it is published', async () => {
    const { reader, published } = setUp();
    expect(await reader.find('gold')).toBeUndefined();
    published.set('gold', 1);
    expect(await reader.find('gold')).toMatchObject({ key: 'gold' });
  });
});
