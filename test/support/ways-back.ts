/** Commands that bring back how a partner was, or go on with it: what they open was decided before, with its end. */
export const WAYS_BACK = ['undo', 'continue', 'revert drift', 'thaw', 'restore sync policy'] as const;
