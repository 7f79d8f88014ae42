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

/** Of a change that has ended: `done`: as asked. `perhaps`: some of it, or nobody knows. */
const ENDED: Readonly<Record<'done' | 'perhaps', Readonly<Record<Effect, string>>>> = {
  done: {
    ...EFFECTS,
    opens: 'Opened the tenant',
    // A button asks for it all the same.
    cannotBeUndone: 'Undo may be refused',
    mayOpen: 'May have opened more',
    closes: 'Closed a door',
    renames: 'Changed a name',
    opensNothing: 'Changed nothing that opens',
  },
  perhaps: {
    ...EFFECTS,
    opens: 'May have opened the tenant',
    mayOpen: 'May have opened more',
    closes: 'May have closed a door',
    renames: 'May have changed a name',
  },
};

/** What a change, a drift or a partner is to the door, and what it was of a change that is over. */
export const door = {
  effects: EFFECTS,
  ended: ENDED,
  nothing: 'Nothing was changed',
  /** By whoever else changed it, before anything was written. */
  elsewhere: 'Somebody else has changed it',
  shutAgain: 'Closed again',
  /** Where nobody knows to what something was changed. */
  mayHaveOpened: 'May have opened more',
  states: DOORS,
};
