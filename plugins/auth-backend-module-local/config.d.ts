export interface Config {
  ananta?: {
    localSignIn?: {
      /**
       * Lets whoever sits at this machine sign in as one of the users below,
       * without a password. Only with `backend.listen.host` on a loopback
       * address; the portal refuses to start otherwise.
       */
      enabled?: boolean;
      /** The users on offer; the sign-in page shows a button for each. */
      users?: Array<{
        /** Name of a `User` in the catalog, in the namespace `default`. */
        name: string;
        title: string;
        role: string;
      }>;
    };
  };
}
