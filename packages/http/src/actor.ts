import type {
  BackstageCredentials,
  BackstagePrincipalTypes,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

type KnownPrincipal = BackstagePrincipalTypes['user' | 'service' | 'none'];

/**
 * Who acts, as audit trail and rows name them: `user:default/x`, `plugin:x`,
 * `external:x`, or `anonymous`.
 *
 * @throws NotAllowedError - for a kind of principal that this version doesn't know
 */
export function actorOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as KnownPrincipal;
  switch (principal.type) {
    case 'user':
      return principal.userEntityRef;
    case 'service':
      return serviceActorOf(principal.subject);
    case 'none':
      return 'anonymous';
    default:
      throw new NotAllowedError('Unknown kind of credentials');
  }
}

/** Backstage names plugins in full, but an external caller as the configuration does. */
function serviceActorOf(subject: string): string {
  return /^(plugin|external):/.test(subject) ? subject : `external:${subject}`;
}
