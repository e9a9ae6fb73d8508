-- Undoes up.sql; run with the same settings.

DROP TABLE audit, sessions, feature_usage, webhooks, api_keys, domains, branding, settings, users;
