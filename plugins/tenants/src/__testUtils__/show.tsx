import { Suspense, type ReactElement } from 'react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { tenantsApiRef, type TenantsApi } from '../api';

const GROUPS = ['engineers', 'ops'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default', title: `The ${name}` },
}));

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
      [catalogApiRef, catalogApiMock({ entities: GROUPS })],
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
