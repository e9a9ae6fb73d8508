import type {
  BillingInterval,
  Features,
  Limits,
  TenancyModel,
} from './vocabulary';

export type PlanStatus = 'draft' | 'published' | 'archived';

/** What a plan version costs for one interval in one currency. */
export interface Price {
  id: string;
  /** ISO 4217 */
  currency: string;
  interval: BillingInterval;
  /** Minor units of the currency. */
  amount: number;
}

/** One immutable version of a plan. */
export interface Plan {
  id: string;
  key: string;
  version: number;
  name: string;
  description: string;
  /** Orders plans from the smallest to the largest. */
  tier: number;
  status: PlanStatus;
  prices: Price[];
  trialDays: number;
  features: Features;
  limits: Limits;
  /** The first is the default; another is refused. */
  tenancyModels: TenancyModel[];
  publishedAt?: string;
  createdAt: string;
  updatedAt: string;
}

/** A plan with how many subscriptions stand on that version. */
export interface PlanWithSubscribers extends Plan {
  subscribers: number;
}
