-- Tables of the app plane; run at every start.

CREATE TABLE IF NOT EXISTS organizations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL UNIQUE,
  tenant_key text NOT NULL UNIQUE,
  name text NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  plan_id text NOT NULL,
  limits jsonb NOT NULL,
  identity jsonb,
  run_id text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN organizations.run_id IS 'The run of the control plane that made it';

CREATE TABLE IF NOT EXISTS users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  email text NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX IF NOT EXISTS users_email ON users (organization_id, lower(email));

CREATE TABLE IF NOT EXISTS projects (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, name)
);

CREATE TABLE IF NOT EXISTS feature_flags (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  name text NOT NULL,
  enabled boolean NOT NULL,
  PRIMARY KEY (organization_id, name)
);

CREATE TABLE IF NOT EXISTS alert_preferences (
  organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  channels text[] NOT NULL DEFAULT '{email}',
  usage_thresholds integer[] NOT NULL DEFAULT '{75,90,100}'
);
COMMENT ON COLUMN alert_preferences.usage_thresholds IS 'Per cent of a limit';

CREATE TABLE IF NOT EXISTS removed_runs (
  tenant_id uuid NOT NULL,
  run_id text NOT NULL,
  removed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, run_id)
);
COMMENT ON TABLE removed_runs IS 'Runs whose late calls must make nothing';
