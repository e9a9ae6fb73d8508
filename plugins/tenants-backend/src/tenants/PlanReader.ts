import type { AuthService } from '@backstage/backend-plugin-api';
import type { Plan } from '@ananta/backstage-plugin-billing-common';
import type { BillingService } from '@ananta/backstage-plugin-billing-node';

const KEPT_MS = 10_000;

/**
 * The newest published version of plans, as billing tells it. A plan is asked
 * for once in ten seconds: so long a new version may go unnoticed, while the one
 * before it, which never changes, is still sold.
 */
export class PlanReader {
  static create(options: {
    auth: AuthService;
    billing: Pick<BillingService, 'getPlan'>;
    now?: () => number;
  }): PlanReader {
    return new PlanReader(
      options.auth,
      options.billing,
      options.now ?? Date.now,
    );
  }

  private readonly kept = new Map<string, { plan: Plan; until: number }>();

  private constructor(
    private readonly auth: AuthService,
    private readonly billing: Pick<BillingService, 'getPlan'>,
    private readonly now: () => number,
  ) {}

  /** Undefined when there is no published plan of that key. */
  async find(key: string): Promise<Plan | undefined> {
    const kept = this.kept.get(key);
    if (kept && kept.until > this.now()) {
      return kept.plan;
    }
    const plan = await this.billing.getPlan(key, {
      credentials: await this.auth.getOwnServiceCredentials(),
    });
    if (plan) {
      this.kept.set(key, { plan, until: this.now() + KEPT_MS });
    }
    return plan;
  }
}
