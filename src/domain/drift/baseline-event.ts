import type { ChangeId, DriftId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Baseline } from './baseline.ts';

/** The baseline as it is from then on. */
type Moved = Pick<Baseline, 'state' | 'revision'> & { readonly at: Instant };

/** What moves how a tenant should look: a line of the journal, made in the transaction that stores it. */
export type BaselineEvent =
  /** The first look took what it found. */
  | ({ readonly kind: 'begun' } & Moved)
  /** Somebody accepted what the drift found. */
  | ({ readonly kind: 'accepted'; readonly drift: DriftId } & Moved)
  /** Whoever accepted it had made it, or until then alone: it is as it should have been before. */
  | ({ readonly kind: 'reopened'; readonly drift: DriftId } & Moved)
  /** A change of the bot's has written. */
  | ({ readonly kind: 'written'; readonly change: ChangeId } & Moved)
  /** A look could see what none could before. */
  | ({ readonly kind: 'learned' } & Moved)
  /** As it is: what came before is not in this journal. */
  | ({ readonly kind: 'restated' } & Moved);
