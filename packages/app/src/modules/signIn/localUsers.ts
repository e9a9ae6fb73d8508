import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** One of the users that the local sign-in offers. */
export interface LocalUser {
  name: string;
  title: string;
  role: string;
}

/** `ananta.localSignIn.users`; none when local sign-in is switched off. */
export function readLocalUsers(config: ConfigApi): LocalUser[] {
  if (!config.getOptionalBoolean('ananta.localSignIn.enabled')) {
    return [];
  }
  const users = config.getOptionalConfigArray('ananta.localSignIn.users') ?? [];
  return users.map(user => ({
    name: user.getString('name'),
    title: user.getString('title'),
    role: user.getString('role'),
  }));
}

const STORAGE_KEY = 'ananta.localUser';

/** Who signed in last in this browser, until they sign out. */
export const rememberedUser = {
  get: () => window.localStorage.getItem(STORAGE_KEY) ?? undefined,
  set: (name: string) => window.localStorage.setItem(STORAGE_KEY, name),
  forget: () => window.localStorage.removeItem(STORAGE_KEY),
};
