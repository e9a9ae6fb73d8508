-- What the platform knows about tenants' schemas, beside them; made once, by
-- the role that owns the tenants' database.

REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA ananta_registry;

CREATE TABLE ananta_registry.schemas (
  tenant_id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  key text NOT NULL,
  template_version integer NOT NULL,
  run_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE ananta_registry.schemas IS 'Schemas and login roles of tenants; both have the same name';

CREATE TABLE ananta_registry.removals (
  run_id uuid NOT NULL,
  object text NOT NULL,
  tenant_id uuid NOT NULL,
  removed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run_id, object)
);
COMMENT ON TABLE ananta_registry.removals IS 'What a run has removed, so that its late attempts fail';
