import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';

/** In whose name an act is done, and by which request. */
export interface ActOptions {
  credentials: BackstageCredentials;
  requestId?: string;
}

/** @throws NotAllowedError when the policy doesn't allow it */
export async function authorize(
  permissions: PermissionsService,
  permission: BasicPermission,
  { credentials }: ActOptions,
): Promise<void> {
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(`This needs the permission '${permission.name}'`);
  }
}
