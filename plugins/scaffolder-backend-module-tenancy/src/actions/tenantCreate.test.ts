import { ResponseError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ScriptedTenants } from '../__testUtils__/ScriptedTenants';
import { createTenantCreateAction } from './tenantCreate';

const INPUT = {
  key: 'acme',
  name: 'Acme Inc.',
  planKey: 'basic',
  region: '',
  owner: { email: 'ann@acme.example', firstName: 'Ann', lastName: 'Acme' },
};

describe('tenancy:tenant:create', () => {
  const tenants = new ScriptedTenants();
  const action = createTenantCreateAction({
    tenants: tenants.service,
    appBaseUrl: 'https://portal.example/',
  });
  const context = (overrides = {}) => ({
    ...createMockActionContext({ input: INPUT }),
    output: jest.fn(),
    ...overrides,
  });

  beforeEach(() => {
    tenants.created.clear();
    tenants.refusal = undefined;
    tenants.key = { key: 'acme', state: 'free' };
  });

  it('creates the tenant in the name of whoever started the task', async () => {
    const ctx = context();
    await action.handler(ctx);

    expect([...tenants.created.values()]).toEqual([
      {
        key: 'acme',
        name: 'Acme Inc.',
        planKey: 'basic',
        owner: INPUT.owner,
      },
    ]);
    expect(tenants.callers).toEqual(['user:default/mock']);
    expect(Object.fromEntries(ctx.output.mock.calls)).toEqual({
      tenantId: 'tenant-1',
      tenantKey: 'acme',
      tenantUrl: '/tenants/tenant-1',
      entityRef: 'tenant:default/acme',
      runId: 'run-1',
      runUrl: '/runs/run-1',
    });
  });

  it('leaves out people of whom the form only says the kind', async () => {
    const ben = {
      kind: 'technical',
      email: 'ben@acme.example',
      firstName: 'Ben',
      lastName: 'Bits',
    };
    const nobody = { kind: 'billing', email: '', firstName: '', lastName: '' };
    const send = async (contacts: object[]) => {
      tenants.created.clear();
      await action.handler(context({ input: { ...INPUT, contacts } }) as never);
      return [...tenants.created.values()].at(-1)?.contacts;
    };
    expect(await send([nobody, ben])).toEqual([ben]);
    expect(await send([nobody])).toBeUndefined();
  });

  it('says in the log where the run can be watched', async () => {
    const ctx = context();
    const info = jest.spyOn(ctx.logger, 'info');
    await action.handler(ctx);
    expect(info).toHaveBeenCalledWith(
      'Tenant acme is created. Watch its run: https://portal.example/runs/run-1',
    );
  });

  it('asks with the same idempotency key when the task starts over', async () => {
    await action.handler(context());
    await action.handler(context());
    expect([...tenants.created.keys()]).toEqual([
      'scaffolder/mock-task-id/mock-step-id/acme',
    ]);
  });

  it('does not ask again for what a checkpoint remembers', async () => {
    const ctx = context({
      checkpoint: async () => ({ tenantId: 'tenant-9', runId: 'run-9' }),
    });
    await action.handler(ctx);
    expect(tenants.created.size).toBe(0);
    expect(ctx.output).toHaveBeenCalledWith('runId', 'run-9');
  });

  it('hands a refusal on in the words of the API', async () => {
    tenants.refusal = await ResponseError.fromResponse(
      Response.json(
        {
          error: { name: 'ConflictError', message: "The key 'acme' is taken" },
          response: { statusCode: 409 },
          code: 'key_taken',
          param: 'key',
        },
        { status: 409 },
      ) as never,
    );
    await expect(action.handler(context())).rejects.toThrow(
      "The key 'acme' is taken (key_taken, field key)",
    );
  });

  it('only checks the key in a dry run', async () => {
    const ctx = context({ isDryRun: true });
    await action.handler(ctx);
    expect(tenants.created.size).toBe(0);
    expect(ctx.output).toHaveBeenCalledWith('tenantKey', 'acme');

    tenants.key = { key: 'acme', state: 'taken', reason: 'It is taken' };
    await expect(action.handler(context({ isDryRun: true }))).rejects.toThrow(
      'It is taken',
    );
  });
});
