import {
  createBaseThemeOptions,
  createUnifiedTheme,
  genPageTheme,
  palettes,
  type UnifiedTheme,
} from '@backstage/theme';
import { dark, light, type Colours } from './palette';

const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

export const lightTheme = createTheme('light', light);
export const darkTheme = createTheme('dark', dark);

function createTheme(mode: 'light' | 'dark', colours: Colours): UnifiedTheme {
  return createUnifiedTheme({
    ...createBaseThemeOptions({
      palette: paletteOf(mode, colours),
      fontFamily: FONT,
      defaultPageTheme: 'home',
      pageTheme: {
        home: genPageTheme({
          colors: [colours.surface, colours.surface],
          shape: 'none',
          options: { fontColor: colours.text },
        }),
      },
    }),
    components: componentsOf(colours),
  });
}

function paletteOf(mode: 'light' | 'dark', colours: Colours) {
  return {
    ...palettes[mode],
    primary: {
      main: colours.accent,
      dark: colours.accentHover,
      contrastText: colours.onAccent,
    },
    secondary: { main: colours.accent, contrastText: colours.onAccent },
    error: { main: colours.danger },
    warning: { main: colours.warning },
    info: { main: colours.info },
    success: { main: colours.success },
    background: { default: colours.app, paper: colours.surface },
    text: { primary: colours.text, secondary: colours.textSubtle },
    divider: colours.border,
    border: colours.border,
    textContrast: colours.text,
    textSubtle: colours.textSubtle,
    link: colours.link,
    linkHover: colours.accentHover,
    errorBackground: colours.dangerBackground,
    errorText: colours.danger,
    warningBackground: colours.warningBackground,
    warningText: colours.warning,
    infoBackground: colours.infoBackground,
    infoText: colours.info,
    status: {
      ...palettes[mode].status,
      ok: colours.success,
      warning: colours.warning,
      error: colours.danger,
      running: colours.info,
      pending: colours.warning,
      aborted: colours.textSubtle,
    },
    navigation: {
      ...palettes[mode].navigation,
      background: colours.navigation,
      indicator: '#63d0c4',
      color: '#b6c5cf',
      selectedColor: '#ffffff',
      navItem: { hoverBackground: colours.navigationHover },
      submenu: { background: colours.navigationHover },
    },
  };
}

function componentsOf(colours: Colours) {
  const flat = { boxShadow: 'none' };
  return {
    MuiButton: {
      styleOverrides: {
        root: { textTransform: 'none' as const, borderRadius: 8 },
        contained: flat,
      },
    },
    MuiTab: {
      styleOverrides: {
        root: { textTransform: 'none' as const, letterSpacing: 0 },
      },
    },
    MuiTabs: {
      styleOverrides: { indicator: { backgroundColor: colours.accent } },
    },
    MuiPaper: {
      styleOverrides: {
        rounded: { borderRadius: 12 },
        elevation1: { ...flat, border: `1px solid ${colours.border}` },
        elevation2: { ...flat, border: `1px solid ${colours.border}` },
      },
    },
    BackstageHeader: {
      styleOverrides: {
        header: {
          ...flat,
          backgroundImage: 'none',
          backgroundColor: colours.surface,
          borderBottom: `1px solid ${colours.border}`,
        },
        title: { color: colours.text, fontWeight: 600 },
        subtitle: { color: colours.textSubtle, opacity: 1 },
        type: { color: colours.textSubtle, opacity: 1 },
      },
    },
    BackstageItemCardHeader: {
      styleOverrides: {
        root: { backgroundImage: 'none', backgroundColor: colours.accent },
      },
    },
  };
}
