import { EventEmitter, once } from 'node:events';
import type {
  CallContext,
  TenancyPorts,
} from '@ananta/backstage-plugin-tenants-node';
import { PortError } from '@ananta/backstage-plugin-tenants-node';
import type { BillingService } from '@ananta/backstage-plugin-billing-node';
import { NotFoundError } from '@backstage/errors';

/** What a port is asked to do. */
export type Act =
  | 'ensureRealm'
  | 'removeRealm'
  | 'ensureOwner'
  | 'removeOwner'
  | 'putSecret'
  | 'removeSecrets'
  | 'ensureSchema'
  | 'removeSchema'
  | 'bootstrap'
  | 'offboard'
  | 'createSubscription'
  | 'deleteSubscription';

/** Stands between a call and its effect: may delay it, prevent it, or lose the answer. */
export type Fault = (
  effect: () => void,
  call: { signal?: AbortSignal },
) => Promise<void> | void;

export const refused: Fault = () => {
  throw new PortError('retryable', 'connection_refused', 'Connection refused');
};
export const rejected: Fault = () => {
  throw new PortError('final', 'rejected', 'It was rejected');
};
export const answerLost: Fault = effect => {
  effect();
  throw new PortError('unknown', 'answer_lost', 'The answer was lost');
};
export const lostOnTheWay: Fault = () => {
  throw new PortError('unknown', 'server_error', 'Answered 500');
};
/** Never answers; stops when it is told to. */
export const hangs: Fault = (_effect, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

/** Waits where a test wants it to, deaf to its signal. */
export function pausesUntil(released: Promise<void>): {
  fault: Fault;
  reached: Promise<void>;
} {
  let arrive = () => {};
  const reached = new Promise<void>(resolve => {
    arrive = resolve;
  });
  return {
    reached,
    fault: async effect => {
      arrive();
      await released;
      effect();
    },
  };
}

const anyCall: CallContext = {
  idempotencyKey: 'none',
  tenantId: 'none',
  runId: 'none',
  signal: new AbortController().signal,
};

/**
 * The systems outside, as their ports promise them: idempotent, adopting what
 * is theirs, and refusing a late act of a run that has removed its work.
 */
export class FaultyWorld {
  readonly things = new Set<string>();
  readonly calls: Act[] = [];
  readonly keys = new Set<string>();
  private readonly starts = new EventEmitter();
  private readonly removed = new Set<string>();
  private readonly faults = new Map<Act, Fault[]>();

  /** The next calls of an act meet these faults, one each. */
  inject(act: Act, ...faults: Fault[]): void {
    this.faults.set(act, [...(this.faults.get(act) ?? []), ...faults]);
  }

  /** Every further call of an act meets this fault until `heal`. */
  breakDown(act: Act, fault: Fault): void {
    this.inject(act, ...Array<Fault>(1_000).fill(fault));
  }

  heal(act: Act): void {
    this.faults.delete(act);
  }

  /** Since when a tenant's subscription runs, once it is started. */
  async subscriptionStartOf(tenantId: string): Promise<string> {
    const [startsAt] = await once(this.starts, tenantId);
    return startsAt;
  }

  /** What exists of a tenant. */
  thingsOf({ id, key }: { id: string; key: string }): string[] {
    return [...this.things].filter(
      thing => thing.includes(id) || thing.includes(key),
    );
  }

  healAll(): void {
    this.faults.clear();
  }

  private async ensure(
    act: Act,
    thing: string,
    call: { idempotencyKey: string; signal?: AbortSignal },
  ): Promise<void> {
    this.keys.add(call.idempotencyKey);
    await this.perform(act, call, () => {
      if (this.removed.has(`${call.idempotencyKey} ${thing}`)) {
        throw new PortError('final', 'gone', `${thing} was removed`);
      }
      this.things.add(thing);
    });
  }

  private async remove(
    act: Act,
    thing: string,
    call: { idempotencyKey: string; signal?: AbortSignal },
  ): Promise<void> {
    await this.perform(act, call, () => {
      this.removed.add(`${call.idempotencyKey} ${thing}`);
      this.things.delete(thing);
    });
  }

  private async perform(
    act: Act,
    call: { signal?: AbortSignal },
    effect: () => void,
  ): Promise<void> {
    this.calls.push(act);
    const fault = this.faults.get(act)?.shift();
    await (fault ? fault(effect, call) : effect());
  }

  ports(): TenancyPorts {
    return {
      identity: {
        provider: 'test',
        ensureRealm: async ({ name }, call) => {
          await this.ensure('ensureRealm', `realm ${name}`, call);
          return { realmId: name };
        },
        removeRealm: ({ name }, call) =>
          this.remove('removeRealm', `realm ${name}`, call),
        ensureOwner: async ({ realm }, call) => {
          await this.ensure('ensureOwner', `owner ${realm}`, call);
          return { userId: `owner-${realm}` };
        },
        removeOwner: ({ realm }, call) =>
          this.remove('removeOwner', `owner ${realm}`, call),
        inventory: async () => ({ realms: [], users: [] }),
      },
      database: {
        provider: 'test',
        ensureSchema: async ({ key }, call) => {
          const schema = `tenant_${key}`;
          await this.ensure('ensureSchema', `schema ${schema}`, call);
          return { schema, role: schema, templateVersion: 1 };
        },
        removeSchema: ({ key }, call) =>
          this.remove('removeSchema', `schema tenant_${key}`, call),
        inventory: async () => ({ schemas: [], roles: [] }),
      },
      secrets: {
        provider: 'test',
        putOnce: async (path, value, call = anyCall) => {
          value();
          await this.ensure('putSecret', `secret ${path}`, call);
          return { ref: `store:${path}` };
        },
        get: async ref => {
          throw new NotFoundError(ref);
        },
        rotate: async () => {},
        removeAll: (prefix, call = anyCall) =>
          this.remove('removeSecrets', `secret ${prefix}/password`, call),
        list: async () => [],
      },
      appPlane: {
        provider: 'test',
        names: ['components-platform'],
        bootstrap: async (_name, { tenantId }, call) => {
          await this.ensure('bootstrap', `organization ${tenantId}`, call);
          return {
            status: 'provisioned',
            organizationId: `org-${tenantId}`,
            portalUrl: `https://portal.test/${tenantId}`,
          };
        },
        offboard: (_name, tenantId, call) =>
          this.remove('offboard', `organization ${tenantId}`, call),
      },
    };
  }

  billing(): BillingService {
    const unused = async () => {
      throw new Error('Provisioning does not ask for this');
    };
    return {
      createSubscription: async (request, options) => {
        const { tenantId } = request;
        await this.ensure(
          'createSubscription',
          `subscription ${tenantId}`,
          options,
        );
        return { id: `sub-${tenantId}` } as never;
      },
      deletePendingSubscription: (tenantId, options) =>
        this.remove('deleteSubscription', `subscription ${tenantId}`, options),
      startSubscription: async (tenantId, startsAt) => {
        this.starts.emit(tenantId, startsAt);
        return {} as never;
      },
      listPlans: unused,
      getPlan: unused,
      listSubscriptions: unused,
      getSubscription: unused,
    } as BillingService;
  }
}
