import type { AccessRefusal } from '../people/access.ts';

/** Why a change ended by nobody's decision: before anything of it was written, unless the store was changed. */
export type Stop =
  /** Whoever asked for it may not ask any more: what somebody else approved is nobody's wish now. */
  | { readonly kind: 'requesterMayNot'; readonly refusal: AccessRefusal }
  /** It was confirmed under a rule that has become stricter since. */
  | { readonly kind: 'ruleStricter' }
  /** It was to close what came to its end, and that is decided otherwise by now. */
  | { readonly kind: 'endMoved' }
  /** It was to bring back what has come to its end by now. */
  | { readonly kind: 'endPast' }
  /** It is a part of what was decided for many, and that was stopped, or says something else. */
  | { readonly kind: 'listStopped' }
  /** What is stored of it is not what its journal tells: somebody changed the store. `members`: where, by name. */
  | { readonly kind: 'notAsProposed'; readonly members: readonly string[] };
