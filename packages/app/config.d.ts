export interface Config {
  ananta?: {
    /** @deepVisibility frontend */
    localSignIn?: {
      /** Whether the sign-in page offers the users below. */
      enabled?: boolean;
      /** The users on offer, one of each role. */
      users?: Array<{
        /** Name of a `User` in the catalog, in the namespace `default`. */
        name: string;
        /** The person's name. */
        title: string;
        /** What the person does, in words. */
        role: string;
      }>;
    };
  };
}
