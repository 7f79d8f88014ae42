import type { Door, Effect } from '../../domain/change/effect.ts';

/** The same words for the same fact, wherever it is told: on a request, on a drift, in a list and in the history. */

const EFFECTS: Readonly<Record<Effect, string>> = {
  opens: 'Opens the tenant',
  cannotBeUndone: 'Cannot be undone',
  notAllUndone: 'Cannot be undone in full',
  mayOpen: 'May open more',
  closes: 'Closes a door',
  renames: 'Changes a name',
  opensNothing: 'Changes nothing that opens',
};

const DOORS: Readonly<Record<Door, string>> = {
  openToUnknown: 'Open to an unknown tenant',
  open: 'Open',
  closed: 'Closed',
  none: 'No sync policy',
};

/** What a change, a drift or a partner is to the door. */
export const door = { effects: EFFECTS, states: DOORS };
