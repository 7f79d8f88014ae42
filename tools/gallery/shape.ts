/** What the tool and the page tell each other. */

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** Wide as a side panel, a chat and a channel. */
export const WIDTHS = [300, 480, 700] as const;
export type Width = (typeof WIDTHS)[number];

/** What tenants and people are called. */
export const NAMES = ['usual', 'long', 'hostile'] as const;
export type Names = (typeof NAMES)[number];

/** A card as it is sent. */
export type Sent = Readonly<Record<string, unknown>>;

export type Entry = {
  /** Unique, and what a test calls it. */
  readonly name: string;
  /** The heading that it stands under. */
  readonly group: string;
  /** Whether somebody decides on it. */
  readonly pending: boolean;
  readonly cards: Readonly<Record<Names, Sent>>;
};

/** How one is looked at. */
export type Look = {
  readonly theme: Theme;
  readonly width: Width;
  readonly names: Names;
  /** Whether all that a button of the card shows is shown. Left out: it is seen as it comes. */
  readonly unfolded?: boolean;
};

/** What the page measures of a card. */
export type Measured = {
  readonly height: number;
  readonly bytes: number;
  /** How many characters are to be seen. */
  readonly characters: number;
  /** The least contrast of any text with what is behind it. */
  readonly contrast: number;
  /** The text that has it. */
  readonly faintest: string;
  /** What does not fit into its place. */
  readonly clipped: readonly string[];
};

/** Of two pictures: by how many pixels the second is taller, and how many squares of it have another colour. */
export type Difference = { readonly taller: number; readonly squares: number };

/** What the page offers whoever drives it. */
export type Gallery = {
  /** Draws one for measuring, in the place of the one before, and measures it. */
  measure(name: string, look: Look): Measured;
  /** Draws some on a page of their own, for their picture. */
  stage(names: readonly string[], look: Look): void;
  /** Draws a box for every sign on the stage that not every machine draws in the same way. */
  steady(): void;
  /** @param one, another addresses of pictures */
  compare(one: string, another: string): Promise<Difference>;
};

/** What stands in the page. */
export type Exhibition = {
  readonly entries: readonly Entry[];
  /** By name of the card: which rules it breaks. */
  readonly broken: Readonly<Record<string, readonly string[]>>;
  readonly themes: Readonly<Record<Theme, ThemeLook>>;
};

export type ThemeLook = {
  readonly hostConfig: object;
  /** What is behind the card. */
  readonly canvas: string;
};
