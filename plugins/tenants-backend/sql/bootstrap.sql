-- Roles and databases of the control plane, made once by an administrator:
--
--   psql -v portal_role=ananta -v portal_password=… -v portal_database=ananta \
--        -v provisioner_role=ananta_provisioner -v provisioner_password=… \
--        -v owner_role=ananta_tenant_owner -v login_role=ananta_tenant_login \
--        -v tenants_database=ananta_tenants -f bootstrap.sql
--
-- No role made here is superuser or passes row-level security. Each statement
-- stands alone: a program may send them one by one and take "already exists"
-- (42710, 42P04) for done.

-- The portal: owns its own database and nothing else.
CREATE ROLE :"portal_role" LOGIN PASSWORD :'portal_password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;

-- The only login that may make tenants' schemas and roles.
CREATE ROLE :"provisioner_role" LOGIN PASSWORD :'provisioner_password' NOSUPERUSER NOCREATEDB CREATEROLE NOBYPASSRLS;

-- Owns the tenants' tables; entered by SET ROLE, never signed in as.
CREATE ROLE :"owner_role" NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;

-- What every tenant's role is a member of: the right to connect, and no other.
CREATE ROLE :"login_role" NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;

GRANT :"owner_role" TO :"provisioner_role" WITH INHERIT FALSE, SET TRUE;
GRANT :"login_role" TO :"owner_role" WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;

-- Whoever isn't a superuser has to be a member of the roles that it makes databases for.
GRANT :"portal_role", :"owner_role" TO CURRENT_USER;
CREATE DATABASE :"portal_database" OWNER :"portal_role" ENCODING 'UTF8' TEMPLATE template0;
CREATE DATABASE :"tenants_database" OWNER :"owner_role" ENCODING 'UTF8' TEMPLATE template0;

-- The grants below are the databases' owners' to make.
GRANT CONNECT ON DATABASE :"tenants_database" TO :"provisioner_role", :"login_role";
REVOKE ALL ON DATABASE :"tenants_database" FROM PUBLIC;
REVOKE ALL ON DATABASE :"portal_database" FROM PUBLIC;

-- A role's own schema has the role's name.
ALTER DATABASE :"tenants_database" SET search_path = "$user";
