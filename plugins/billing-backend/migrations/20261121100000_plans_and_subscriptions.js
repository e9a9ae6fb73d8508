// @ts-check

const { createAuditTables, dropAuditTables } = require('@ananta/audit');
const { forceTenantIsolation } = require('@ananta/database');

const INTERVALS = "('week', 'month', 'quarter', 'half_year', 'year')";

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  // json, not jsonb: features and limits are shown in the order they are written in.
  await knex.raw(`
    CREATE TABLE plan_versions (
      id uuid PRIMARY KEY,
      key text NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      name text NOT NULL,
      description text NOT NULL,
      tier integer NOT NULL,
      status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'archived')),
      trial_days integer NOT NULL CHECK (trial_days >= 0),
      features json NOT NULL,
      limits json NOT NULL,
      tenancy_models text[] NOT NULL
        CHECK (cardinality(tenancy_models) > 0 AND tenancy_models <@ ARRAY['pooled', 'bridge', 'silo']),
      published_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (key, version),
      CHECK (status = 'draft' OR published_at IS NOT NULL)
    )`);
  await knex.raw(`
    CREATE TABLE prices (
      id uuid PRIMARY KEY,
      plan_id uuid NOT NULL REFERENCES plan_versions (id) ON DELETE CASCADE,
      currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
      interval text NOT NULL CHECK (interval IN ${INTERVALS}),
      amount bigint NOT NULL CHECK (amount BETWEEN 0 AND 9007199254740991),
      UNIQUE (plan_id, currency, interval)
    )`);
  await refuseChangesOfPublishedPlans(knex);

  await knex.raw(`
    CREATE TABLE subscriptions (
      id uuid PRIMARY KEY,
      tenant_id uuid NOT NULL,
      tenant_key text NOT NULL,
      price_id uuid NOT NULL REFERENCES prices (id),
      quantity integer NOT NULL DEFAULT 1 CHECK (quantity > 0),
      status text NOT NULL DEFAULT 'pending' CHECK (status IN
        ('pending', 'trialing', 'active', 'past_due', 'paused', 'suspended', 'canceled', 'expired')),
      trial_ends_at timestamptz,
      current_period_start timestamptz,
      current_period_end timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      version integer NOT NULL DEFAULT 1,
      CHECK ((status = 'pending') = (current_period_start IS NULL)),
      CHECK ((current_period_start IS NULL) = (current_period_end IS NULL)),
      CHECK (current_period_end > current_period_start)
    )`);
  await knex.raw(`
    CREATE UNIQUE INDEX subscriptions_one_unfinished ON subscriptions (tenant_id)
      WHERE status NOT IN ('canceled', 'expired')`);
  await knex.raw(
    'CREATE INDEX subscriptions_created ON subscriptions (created_at, id)',
  );
  await knex.raw(
    'CREATE INDEX subscriptions_updated ON subscriptions (updated_at, id)',
  );
  await knex.raw(
    'CREATE INDEX subscriptions_price ON subscriptions (price_id)',
  );
  await knex.raw(
    'CREATE INDEX subscriptions_tenant ON subscriptions (tenant_id, id)',
  );
  await forceTenantIsolation(knex, 'subscriptions');

  // Outlives the subscription: it is how a create that arrives after its own
  // removal is known for what it is.
  await knex.raw(`
    CREATE TABLE subscription_provisionings (
      tenant_id uuid NOT NULL,
      idempotency_key text NOT NULL,
      subscription_id uuid REFERENCES subscriptions (id) ON DELETE SET NULL,
      removed_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (tenant_id, idempotency_key)
    )`);
  await knex.raw(
    'CREATE INDEX subscription_provisionings_subscription ON subscription_provisionings (subscription_id)',
  );
  await forceTenantIsolation(knex, 'subscription_provisionings');
  await createAuditTables(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await dropAuditTables(knex);
  await knex.raw(`DROP TABLE
    subscription_provisionings, subscriptions, prices, plan_versions`);
  await knex.raw('DROP FUNCTION refuse_plan_change, refuse_price_change');
};

/** @param {import('knex').Knex} knex */
async function refuseChangesOfPublishedPlans(knex) {
  await knex.raw(`
    CREATE FUNCTION refuse_plan_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'Plan versions and prices are never truncated'
          USING ERRCODE = 'restrict_violation';
      ELSIF OLD.status = 'draft' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      ELSIF TG_OP = 'UPDATE'
        AND OLD.status = 'published' AND NEW.status = 'archived'
        AND to_jsonb(OLD) - '{status,updated_at}'::text[]
          = to_jsonb(NEW) - '{status,updated_at}'::text[] THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'Version % of plan % is %: it can''t change', OLD.version, OLD.key, OLD.status
        USING ERRCODE = 'restrict_violation';
    END $$`);
  await knex.raw(`
    CREATE FUNCTION refuse_price_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE plan plan_versions;
    BEGIN
      FOR plan IN
        SELECT * FROM plan_versions
         WHERE (TG_OP <> 'INSERT' AND id = OLD.plan_id) OR (TG_OP <> 'DELETE' AND id = NEW.plan_id)
           FOR SHARE
      LOOP
        IF plan.status <> 'draft' THEN
          RAISE EXCEPTION 'Version % of plan % is %: its prices can''t change', plan.version, plan.key, plan.status
            USING ERRCODE = 'restrict_violation';
        END IF;
      END LOOP;
      RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END $$`);
  await knex.raw(`
    CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON plan_versions
      FOR EACH ROW EXECUTE FUNCTION refuse_plan_change()`);
  await knex.raw(`
    CREATE TRIGGER immutable BEFORE INSERT OR UPDATE OR DELETE ON prices
      FOR EACH ROW EXECUTE FUNCTION refuse_price_change()`);
  for (const table of ['plan_versions', 'prices']) {
    await knex.raw(
      `CREATE TRIGGER never_truncated BEFORE TRUNCATE ON ??
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_plan_change()`,
      [table],
    );
  }
}
