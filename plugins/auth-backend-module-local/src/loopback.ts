import { isIP } from 'node:net';
import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import type { Request } from 'express';

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLocaleLowerCase('en-US');
  return (
    bare === 'localhost' ||
    bare === '::1' ||
    (isIP(bare) === 4 && bare.startsWith('127.'))
  );
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/**
 * Local sign-in asks for no password, so only this machine may reach it.
 *
 * @throws Error when the backend listens on anything but a loopback address
 */
export function requireLoopbackListener(config: Config): void {
  const listen = config.getOptional('backend.listen');
  const host =
    typeof listen === 'object'
      ? config.getOptionalString('backend.listen.host')
      : hostnameOf(`http://${listen}`);
  if (!host || !isLoopback(host)) {
    throw new Error(
      `ananta.localSignIn.enabled is true, but backend.listen.host is ${
        host ? `'${host}'` : 'not set'
      }: sign-in without a password is for this machine alone. ` +
        `Set backend.listen.host to 127.0.0.1, or ananta.localSignIn.enabled to false and configure a real auth provider.`,
    );
  }
}

/**
 * Refuses what a web page of somebody else, a rebound DNS name or a reverse
 * proxy makes: such a request names another host than this machine's own.
 *
 * @throws NotAllowedError
 */
export function requireLocalRequest(req: Request): void {
  const host = hostnameOf(`http://${req.headers.host}`);
  const { origin } = req.headers;
  const forwarded =
    req.headers.forwarded ??
    req.headers['x-forwarded-for'] ??
    req.headers['x-forwarded-host'];

  if (!host || !isLoopback(host)) {
    throw new NotAllowedError('Local sign-in answers to a loopback host only');
  }
  if (origin && !isLoopback(hostnameOf(origin) ?? '')) {
    throw new NotAllowedError(
      'Local sign-in refuses requests of other origins',
    );
  }
  if (forwarded) {
    throw new NotAllowedError('Local sign-in refuses forwarded requests');
  }
}
