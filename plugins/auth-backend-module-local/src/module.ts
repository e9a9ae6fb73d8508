import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import {
  createLocalAuthenticator,
  readLocalUsers,
  signInLocalUser,
} from './authenticator';
import { requireLoopbackListener } from './loopback';

/**
 * The auth provider `local`: a first run on one machine, before there is an
 * identity provider. Does nothing unless `ananta.localSignIn.enabled`.
 *
 * @public
 */
export const authModuleLocal = createBackendModule({
  pluginId: 'auth',
  moduleId: 'local',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (!config.getOptionalBoolean('ananta.localSignIn.enabled')) {
          return;
        }
        requireLoopbackListener(config);
        logger.warn(
          'Local sign-in is on: everybody at this machine may sign in without a password',
        );
        providers.registerProvider({
          providerId: 'local',
          factory: createProxyAuthProviderFactory({
            authenticator: createLocalAuthenticator(readLocalUsers(config)),
            signInResolver: signInLocalUser,
          }),
        });
      },
    });
  },
});
