import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { appThemeApiRef, useApi } from '@backstage/frontend-plugin-api';
import { UnifiedThemeProvider } from '@backstage/theme';
import { darkTheme, lightTheme } from '../../theme/themes';

/**
 * Wears the theme that is chosen. Both themes share this component, so that the
 * page lives on when one takes the other's place, with all that was typed into it.
 */
export function PortalThemeProvider({ children }: { children: ReactNode }) {
  const theme = useIsDark() ? darkTheme : lightTheme;
  return <UnifiedThemeProvider theme={theme}>{children}</UnifiedThemeProvider>;
}

/** What the reader chose in the settings; otherwise what the system prefers. */
function useIsDark(): boolean {
  const themes = useApi(appThemeApiRef);
  const subscribe = useCallback(
    (notify: () => void) => {
      const preference = systemPreference();
      const choice = themes.activeThemeId$().subscribe(notify);
      preference?.addEventListener('change', notify);
      return () => {
        choice.unsubscribe();
        preference?.removeEventListener('change', notify);
      };
    },
    [themes],
  );
  return useSyncExternalStore(subscribe, () => {
    const chosen = themes.getActiveThemeId();
    return chosen === 'light' || chosen === 'dark'
      ? chosen === 'dark'
      : (systemPreference()?.matches ?? false);
  });
}

function systemPreference(): MediaQueryList | undefined {
  return window.matchMedia?.('(prefers-color-scheme: dark)');
}
