/** Troubles that any service behind a network can have. */
// @ts-nocheck

export const TROUBLES = ['forbidden', 'throttled', 'serverError', 'unreachable'] as const;
export type Trouble = (typeof TROUBLES)[number];
