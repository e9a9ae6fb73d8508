import { StaffApi } from './StaffApi.ts';

/** The users of a first run, one of each role. */
export const USERS = {
  ops: 'olivia-ops',
  engineer: 'erin-engineer',
  billing: 'bill-billing',
  support: 'sam-support',
} as const;

export type Role = keyof typeof USERS;

/** The API with the token that a person gets at the sign-in page. */
export async function signIn(origin: string, role: Role): Promise<StaffApi> {
  const response = await fetch(`${origin}/api/auth/local/refresh`, {
    headers: { 'x-ananta-local-user': USERS[role] },
  });
  if (!response.ok) {
    throw new Error(`Sign-in as ${role}: ${response.status}`);
  }
  const { backstageIdentity } = await response.json();
  return new StaffApi(origin, backstageIdentity.token);
}
