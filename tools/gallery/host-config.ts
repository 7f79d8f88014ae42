import type { Theme, ThemeLook } from './shape.ts';

/**
 * How Teams draws cards, as far as it counts here: sizes, spaces and colours. Light and dark are those that Microsoft
 * publishes as samples/HostConfig/microsoft-teams-light.json and -dark.json of github.com/microsoft/AdaptiveCards. For high
 * contrast it publishes none; these are the values of the Teams theme in github.com/pnp/sp-dev-fx-controls-react
 * (adaptiveCardHost). The font is Segoe UI where there is one, and otherwise one that is about as wide.
 */

type Pair = { readonly default: string; readonly subtle: string };
type Color = 'default' | 'dark' | 'light' | 'accent' | 'good' | 'warning' | 'attention';
type Foreground = Readonly<Record<Color, Pair>>;
type Style = { readonly backgroundColor: string; readonly foregroundColors: Foreground };
type Styles = Readonly<Record<'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention', Style>>;

const pair = (color: string, subtle: string): Pair => ({ default: color, subtle });
const style = (backgroundColor: string, foregroundColors: Foreground): Style => ({ backgroundColor, foregroundColors });

const ON_LIGHT: Foreground = {
  default: pair('#252424', '#bf252424'),
  dark: pair('#252424', '#bf252424'),
  light: pair('#ffffff', '#f3f2f1'),
  accent: pair('#6264a7', '#8b8cc7'),
  good: pair('#92c353', '#e592c353'),
  warning: pair('#f8d22a', '#e5f8d22a'),
  attention: pair('#c4314b', '#e5c4314b'),
};

const LIGHT: Styles = {
  default: style('#ffffff', ON_LIGHT),
  emphasis: style('#f9f8f7', ON_LIGHT),
  accent: style('#c7def9', ON_LIGHT),
  good: style('#ccffcc', ON_LIGHT),
  warning: style('#ffe2b2', ON_LIGHT),
  attention: style('#ffc5b2', ON_LIGHT),
};

const ON_DARK: Foreground = {
  default: pair('#ffffff', '#bfffffff'),
  dark: pair('#201f1f', '#2d2c2c'),
  light: pair('#ffffff', '#bfffffff'),
  accent: pair('#a6a7dc', '#8b8cc7'),
  good: pair('#92c353', '#e592c353'),
  warning: pair('#f8d22a', '#e5f8d22a'),
  attention: pair('#d74654', '#e5d74654'),
};
/** Dark letters: what has a colour of its own is light in the dark theme as well. */
const ON_COLOR: Foreground = { ...ON_DARK, default: ON_DARK.dark };

const DARK: Styles = {
  default: style('#2d2c2c', ON_DARK),
  emphasis: style('#292828', ON_DARK),
  accent: style('#c7def9', ON_COLOR),
  good: style('#ccffcc', ON_COLOR),
  warning: style('#ffe2b2', ON_COLOR),
  attention: style('#ffc5b2', ON_COLOR),
};

const ON_BLACK: Foreground = {
  default: pair('#ffffff', '#d2d2d2'),
  dark: pair('#000000', '#737373'),
  light: pair('#ffffff', '#d2d2d2'),
  accent: pair('#82c7ff', '#3aa0f3'),
  good: pair('#92c353', '#498205'),
  warning: pair('#f8d22a', '#c19c00'),
  attention: pair('#d74553', '#d13438'),
};
const blackOn = (subtle: string): Foreground => ({ ...ON_BLACK, default: pair('#000000', subtle) });

const CONTRAST: Styles = {
  default: style('#000000', ON_BLACK),
  emphasis: style('#2f2f2f', ON_BLACK),
  accent: style('#1b3345', ON_BLACK),
  good: style('#92c353', blackOn('#415725')),
  warning: style('#f8d22a', blackOn('#6f5e12')),
  attention: style('#d74553', blackOn('#601f25')),
};

const FONT_SIZES = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const FONT_WEIGHTS = { lighter: 200, default: 400, bolder: 600 };
const font = (fontFamily: string) => ({ fontFamily, fontSizes: FONT_SIZES, fontWeights: FONT_WEIGHTS });

const hostConfig = (containerStyles: Styles, lineColor: string) => ({
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor },
  fontTypes: {
    default: font("'Segoe UI', 'Liberation Sans', Arial, sans-serif"),
    monospace: font("'Courier New', 'Liberation Mono', monospace"),
  },
  textStyles: { heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false, fontType: 'default' } },
  textBlock: { headingLevel: 4 },
  containerStyles,
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: { title: { weight: 'bolder' }, value: {}, spacing: 16 },
});

export const TEAMS: Readonly<Record<Theme, ThemeLook>> = {
  light: { hostConfig: hostConfig(LIGHT, '#eeeeee'), canvas: '#f5f5f5' },
  dark: { hostConfig: hostConfig(DARK, '#eeeeee'), canvas: '#201e1f' },
  contrast: { hostConfig: hostConfig(CONTRAST, '#ffffff'), canvas: '#000000' },
};
