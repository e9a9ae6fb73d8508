/**
 * The colours of the portal, once for Material UI; `tokens.css` says the same
 * in the variables of `@backstage/ui`.
 */
export interface Colours {
  app: string;
  surface: string;
  text: string;
  textSubtle: string;
  border: string;
  accent: string;
  accentHover: string;
  onAccent: string;
  link: string;
  danger: string;
  dangerBackground: string;
  warning: string;
  warningBackground: string;
  success: string;
  info: string;
  infoBackground: string;
  navigation: string;
  navigationHover: string;
}

export const light: Colours = {
  app: '#f5f7f8',
  surface: '#ffffff',
  text: '#14212b',
  textSubtle: '#546472',
  border: '#dfe5e9',
  accent: '#0d6b6e',
  accentHover: '#0a5457',
  onAccent: '#ffffff',
  link: '#0b6468',
  danger: '#b3261e',
  dangerBackground: '#fdebe9',
  warning: '#8a5000',
  warningBackground: '#fdf1dc',
  success: '#17703c',
  info: '#135e9e',
  infoBackground: '#e6f1fa',
  navigation: '#10212b',
  navigationHover: '#1d3340',
};

export const dark: Colours = {
  app: '#10171c',
  surface: '#182127',
  text: '#e9eff2',
  textSubtle: '#a2b2bd',
  border: '#2d3a43',
  accent: '#63d0c4',
  accentHover: '#7fdcd2',
  onAccent: '#05211f',
  link: '#7cd9cf',
  danger: '#ff9d94',
  dangerBackground: '#3b1917',
  warning: '#f3bd6b',
  warningBackground: '#362711',
  success: '#7fd8a1',
  info: '#8ec5f4',
  infoBackground: '#152b3e',
  navigation: '#0a1014',
  navigationHover: '#182329',
};
