import type { HumanDuration } from '@backstage/types';

export interface Config {
  ananta?: {
    tenants?: {
      /** Where tenants' own data lies; a database of its own. */
      database?: {
        /**
         * Connection string or object of a login that may create schemas and roles there.
         * @visibility secret
         */
        connection?: string | object;
        /** NOLOGIN role that owns the tenants' tables. */
        ownerRole?: string;
        /** NOLOGIN role whose members may connect there; `ananta_tenant_login` unless given. */
        loginRole?: string;
      };
      /** Regions that a tenant may be placed in; the default one unless given. */
      regions?: string[];
      /** What a new tenant gets when the request leaves it out. */
      defaults?: {
        /** `local` unless given. */
        region?: string;
        /** Entity ref of the group that looks after it; `group:default/engineers` unless given. */
        ownerRef?: string;
        /** Name of an app plane; the first of `ananta.appPlanes` unless given. */
        appPlane?: string;
      };
    };
    secrets?: {
      /** File of the key that stored secrets are encrypted with, mode 0600; made when it is missing. */
      keyFile?: string;
    };
    /** The products that tenants use, by name. */
    appPlanes?: {
      [name: string]: {
        title?: string;
        baseUrl: string;
        /** @visibility secret */
        token: string;
        /**
         * Signs every call, `whsec_…`.
         * @visibility secret
         */
        signingSecret: string;
        /** Entity ref of the System in the catalog. */
        systemRef?: string;
      };
    };
    runs?: {
      /** Runs driven at a time in one process. */
      concurrency?: number;
      /** How long a run may be stuck before it is flagged. */
      needsAttentionAfter?: string | HumanDuration;
      /** Between attempts of a step. */
      backoff?: {
        initial?: string | HumanDuration;
        max?: string | HumanDuration;
        factor?: number;
      };
      /** Per step id. */
      steps?: {
        [stepId: string]: {
          /** Bounds one attempt. */
          attemptTimeout?: string | HumanDuration;
          /** Bounds all attempts together. */
          giveUpAfter?: string | HumanDuration;
        };
      };
    };
  };
}
