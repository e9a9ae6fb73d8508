import { createApp } from '@backstage/frontend-defaults';
import { newTenantFormModule } from '@ananta/backstage-plugin-tenants';
import { LoadingScreen } from './brand/LoadingScreen';
import { catalogGraphModule, catalogModule } from './modules/catalog';
import { homePlugin } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';
import { themeModule } from './modules/theme';

export default createApp({
  advanced: { loadingElement: <LoadingScreen /> },
  features: [
    themeModule,
    navModule,
    signInModule,
    homePlugin,
    catalogModule,
    catalogGraphModule,
    newTenantFormModule,
  ],
});
