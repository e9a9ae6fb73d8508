import { useEffect } from 'react';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Names the browser's tab, "Acme · Ananta", for as long as the page is shown. */
export function usePageTitle(title: string | undefined): void {
  const appTitle =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Ananta';
  useEffect(() => {
    document.title = title ? `${title} · ${appTitle}` : appTitle;
    return () => {
      document.title = appTitle;
    };
  }, [title, appTitle]);
}
