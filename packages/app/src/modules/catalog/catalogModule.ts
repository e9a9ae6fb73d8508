import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { EntityHeaderLayoutBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { kindIcons } from './kindIcons';

const entityPresentationApi = ApiBlueprint.make({
  name: 'entity-presentation',
  params: defineParams =>
    defineParams({
      api: entityPresentationApiRef,
      deps: { catalogApi: catalogApiRef },
      factory: ({ catalogApi }) =>
        DefaultEntityPresentationApi.create({ catalogApi, kindIcons }),
    }),
});

const tenancyEntityHeader = EntityHeaderLayoutBlueprint.make({
  name: 'tenancy',
  params: {
    filter: { kind: { $in: ['tenant', 'plan', 'subscription'] } },
    loader: async () =>
      (await import('./TenancyEntityHeader')).TenancyEntityHeader,
  },
});

/** Gives the kinds of tenancy their icons wherever they are named, and a header of their own. */
export const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [entityPresentationApi, tenancyEntityHeader],
});
