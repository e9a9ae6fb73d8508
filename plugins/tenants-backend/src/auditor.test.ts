import { mockServices } from '@backstage/backend-test-utils';
import { newId } from '@ananta/database';
import { usePostgres } from './__testUtils__/database';
import { silentPorts } from './__testUtils__/silentPorts';
import {
  aRequest,
  startTenants,
  type TenantsUnderTest,
} from './__testUtils__/startTenants';

jest.setTimeout(60_000);

describe('the auditor', () => {
  const createDatabase = usePostgres();
  const auditor = mockServices.auditor.mock();
  const success = jest.fn();
  const fail = jest.fn();
  let api: TenantsUnderTest;

  beforeAll(async () => {
    api = await startTenants(await createDatabase(), {}, silentPorts, [
      auditor.factory,
    ]);
  });
  afterAll(() => api.stop());
  beforeEach(() => {
    jest.clearAllMocks();
    auditor.createEvent.mockResolvedValue({ success, fail });
    api.denied.clear();
  });

  const id = newId();
  const commands = [
    ['post', '/tenants', 'tenant-create', 'tenant.create', aRequest()],
    [
      'patch',
      `/tenants/${id}`,
      'tenant-update',
      'tenant.update',
      { name: 'B' },
    ],
    ['post', `/runs/${id}/cancel`, 'run-cancel', 'run.cancel', undefined],
    ['post', `/runs/${id}/retry`, 'run-retry', 'run.retry', undefined],
  ] as const;

  it.each(commands)(
    'hears of a refused %s %s',
    async (method, path, eventId, permission, body) => {
      api.denied.add(permission);
      await api.send(method, path).send(body).expect(403);
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({ eventId, severityLevel: 'medium' }),
      );
      expect(fail).toHaveBeenCalledTimes(1);
      expect(success).not.toHaveBeenCalled();
    },
  );

  it('hears of what was done, once', async () => {
    await api.create(aRequest()).expect(202);
    // Billing, which is asked for the plan, reports to it as well.
    const heard = auditor.createEvent.mock.calls.map(
      ([event]) => event.eventId,
    );
    expect(heard.filter(eventId => eventId === 'tenant-create')).toHaveLength(
      1,
    );
    expect(success).toHaveBeenCalledTimes(heard.length);
    expect(fail).not.toHaveBeenCalled();
  });
});
