export interface Config {
  ananta?: {
    /**
     * Which groups of the catalog hold which role. Somebody in several groups
     * has all of their roles; somebody in none sees nothing.
     */
    roles?: {
      /** Group refs that may do everything. */
      ops?: string[];
      /** Group refs that command plans, subscriptions and invoices. */
      billing?: string[];
      /** Group refs that see everything and change nothing. */
      support?: string[];
      /** Group refs that create tenants and look after their runs. */
      engineer?: string[];
    };
  };
}
