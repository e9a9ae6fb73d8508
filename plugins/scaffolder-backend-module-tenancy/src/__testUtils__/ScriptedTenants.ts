import type {
  CreateTenantRequest,
  KeyAvailability,
  Run,
  Tenant,
} from '@ananta/backstage-plugin-tenants-common';
import type {
  CallOptions,
  TenantsService,
} from '@ananta/backstage-plugin-tenants-node';
import { aRun } from './runs';

/**
 * Tenancy as its API keeps the promises that the actions rely on: an
 * idempotency key makes one tenant, a watched run is told until it has ended or
 * nobody listens any more.
 */
export class ScriptedTenants {
  readonly created = new Map<string, CreateTenantRequest>();
  readonly callers: string[] = [];
  readonly runs = new Map<string, Run[]>();
  key: KeyAvailability = { key: 'acme', state: 'free' };
  refusal: Error | undefined;

  readonly service = {
    createTenant: async (
      request: CreateTenantRequest,
      options: CallOptions,
    ) => {
      this.callers.push((options.credentials.principal as any).userEntityRef);
      if (this.refusal) {
        throw this.refusal;
      }
      this.created.set(options.idempotencyKey!, request);
      return {
        tenant: { id: 'tenant-1', key: request.key } as Tenant,
        run: aRun(),
      };
    },
    checkKey: async () => this.key,
    getTenant: async (id: string) =>
      ({ id, portalUrl: 'http://apps.example/acme' }) as Tenant,
    watchRun: (id: string, options: CallOptions) => this.watch(id, options),
  } as Partial<TenantsService> as TenantsService;

  private async *watch(id: string, { signal }: CallOptions) {
    for (const run of this.runs.get(id) ?? []) {
      yield run;
    }
    signal?.throwIfAborted();
    const last = this.runs.get(id)?.at(-1);
    if (last?.status === 'running') {
      await new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason)),
      );
    }
  }
}
