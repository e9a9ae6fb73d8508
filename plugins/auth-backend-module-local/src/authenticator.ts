import type { Config } from '@backstage/config';
import { AuthenticationError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  type SignInResolver,
} from '@backstage/plugin-auth-node';
import { requireLocalRequest } from './loopback';

/** Request header that carries the chosen user's name. */
export const LOCAL_USER_HEADER = 'x-ananta-local-user';

/** One entry of `ananta.localSignIn.users`. */
export interface LocalUser {
  name: string;
  title: string;
  role: string;
}

export function readLocalUsers(config: Config): LocalUser[] {
  return (config.getOptionalConfigArray('ananta.localSignIn.users') ?? []).map(
    user => ({
      name: user.getString('name'),
      title: user.getString('title'),
      role: user.getString('role'),
    }),
  );
}

/**
 * Takes the user's word for who they are, from the list of local users.
 *
 * The sign-in page reads the list from `ananta.localSignIn.users` and calls
 * `GET /api/auth/local/refresh` with the header `X-Ananta-Local-User: <name>`;
 * the answer is that of every proxy provider, as `ProxiedSignInPage` and
 * `ProxiedSignInIdentity` expect it.
 */
export function createLocalAuthenticator(users: LocalUser[]) {
  return createProxyAuthenticator({
    async defaultProfileTransform(user: LocalUser) {
      return { profile: { displayName: user.title } };
    },
    initialize: () => undefined,
    async authenticate({ req }) {
      requireLocalRequest(req);
      const user = users.find(
        ({ name }) => name === req.get(LOCAL_USER_HEADER),
      );
      if (!user) {
        throw new AuthenticationError(
          `Name one of the local users in the header ${LOCAL_USER_HEADER}`,
        );
      }
      return { result: user };
    },
  });
}

/** Signs in the catalog's user of that name, with the groups it is a member of. */
export const signInLocalUser: SignInResolver<LocalUser> = (
  { result },
  context,
) => context.signInWithCatalogUser({ entityRef: { name: result.name } });
