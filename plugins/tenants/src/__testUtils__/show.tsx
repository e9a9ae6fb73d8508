import { Suspense, type ReactElement } from 'react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { tenantsApiRef, type TenantsApi } from '../api';

/** Renders a screen of this plugin against a server in memory. */
export function show(
  element: ReactElement,
  options: { api: TenantsApi; mayAct?: boolean; at?: string },
) {
  const { api, mayAct = true, at = '/' } = options;
  const decision = mayAct ? AuthorizeResult.ALLOW : AuthorizeResult.DENY;
  return renderInTestApp(<Suspense fallback={null}>{element}</Suspense>, {
    initialRouteEntries: [at],
    apis: [
      [tenantsApiRef, api],
      [permissionApiRef, mockApis.permission({ authorize: decision })],
      [
        entityPresentationApiRef,
        {
          forEntity: ref => {
            const title = String(ref);
            const snapshot = { entityRef: title, primaryTitle: title };
            return { snapshot, promise: Promise.resolve(snapshot) };
          },
        },
      ],
    ],
  });
}
