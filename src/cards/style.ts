import type { Standing } from '../words/standing.ts';
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

/** Signs with their words, one beside the other: a line is never broken within one, nor begun with what parts two. */
export const beside = (parts: readonly string[]): string => parts.join(`${UNBROKEN}· `);
export const signed = (sign: string, text: string): string => `${sign}${UNBROKEN}${text}`;
const UNBROKEN = '\u00A0';

/** Of a few sentences: that something has to be looked at, or has gone wrong. A coloured ground is never without a sign. */
export const TONE_SIGNS = { info: '', done: '✓ ', warning: '! ', error: '✕ ' } as const;

/** What became of a change: green for what was done as asked, and for nothing else. */
export const STANDING_STYLES: Readonly<Record<Standing, Style>> = {
  notConfirmed: 'emphasis',
  waitsForApproval: 'emphasis',
  checking: 'emphasis',
  writing: 'emphasis',
  unknown: 'warning',
  applied: 'good',
  cameToEnd: 'emphasis',
  notApplied: 'attention',
  partlyApplied: 'attention',
  diverged: 'attention',
  cancelled: 'emphasis',
  rejected: 'emphasis',
  endedByOther: 'emphasis',
  superseded: 'emphasis',
  expired: 'emphasis',
  stale: 'warning',
  stopped: 'warning',
  contradicted: 'attention',
};

export const STANDING_SIGNS: Readonly<Record<Standing, string>> = {
  notConfirmed: '○',
  waitsForApproval: '○',
  checking: '◔',
  writing: '◑',
  unknown: '?',
  applied: '✓',
  cameToEnd: '✓',
  notApplied: '✕',
  partlyApplied: '◐',
  diverged: '!',
  cancelled: '–',
  rejected: '–',
  endedByOther: '–',
  superseded: '–',
  expired: '–',
  stale: '!',
  stopped: '!',
  contradicted: '!',
};

/** Where a change of several steps stands. */
export const STEP_SIGNS = { done: '✓ ', now: '◑ ', ahead: '○ ', notDone: '✕ ' } as const;
