import type { Door, Effect, Weight } from '../domain/change/effect.ts';

/**
 * The colours of a container: of a ground, never of letters, so that what is written on it can be read on all of them.
 * What they mean is always said in words too. `good`: done, as asked. `warning`: an open door, or what has to be looked
 * at. `attention`: an open door for a tenant without a name, or an alarm. `emphasis`: all else. None says a setting.
 */
export type Style = 'emphasis' | 'accent' | 'good' | 'warning' | 'attention';

export const WEIGHT_STYLES = { red: 'attention', amber: 'warning', quiet: 'emphasis' } as const satisfies Record<
  Weight,
  Style
>;

/** What stands before the words: what every client draws as a letter, in the colour of the words. */
export const SIGNS: Readonly<Record<Effect | Door, string>> = {
  opens: '▲',
  cannotBeUndone: '✕',
  notAllUndone: '✕',
  mayOpen: '△',
  closes: '▼',
  renames: '✎',
  opensNothing: '○',
  openToUnknown: '▲',
  open: '▲',
  closed: '▼',
  none: '○',
};
