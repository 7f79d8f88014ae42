import type { EndEvent } from '../ends/end.ts';
import type { ChangeId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from '../people/actor.ts';
import type { Person } from '../people/person.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { DirectoryProblem } from '../problem.ts';
import type { ProgressEvent } from './progress.ts';
import type { Failure, Halt, Release } from './status.ts';
import type { Stop } from './stop.ts';

/** What can happen to a change. */
export type ChangeEvent =
  | { readonly kind: 'claimed'; readonly by: Person; readonly at: Instant }
  /** One of several who must approve it has; others have yet to. */
  | { readonly kind: 'approved'; readonly by: Person; readonly at: Instant }
  | { readonly kind: 'released'; readonly release: Release; readonly at: Instant }
  | { readonly kind: 'writeStarted'; readonly at: Instant }
  | { readonly kind: 'stepDone'; readonly at: Instant }
  | { readonly kind: 'foundStale'; readonly found: Snapshot; readonly at: Instant }
  | { readonly kind: 'applied'; readonly found: Snapshot; readonly at: Instant }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly at: Instant }
  /** It was given up, and up to so many of its steps have taken effect after all. */
  | { readonly kind: 'tookEffect'; readonly done: number; readonly found: Snapshot; readonly at: Instant }
  | {
      readonly kind: 'lostSight';
      readonly problem: DirectoryProblem | null;
      readonly halt?: Halt | undefined;
      readonly at: Instant;
    }
  | { readonly kind: 'stopped'; readonly stop: Stop; readonly at: Instant }
  | { readonly kind: 'looked'; readonly by: Person; readonly at: Instant }
  | { readonly kind: 'rejected'; readonly by: Person; readonly at: Instant; readonly reason: string | null }
  /** By an administrator who neither asked for it nor need decide it. */
  | { readonly kind: 'ended'; readonly by: Person; readonly at: Instant; readonly reason: string | null }
  | { readonly kind: 'expired'; readonly at: Instant }
  /** Somebody asked for what closes the partner, which came first. */
  | { readonly kind: 'superseded'; readonly by: Person; readonly instead: ChangeId; readonly at: Instant }
  | EndEvent
  | ProgressEvent
  | { readonly kind: 'reviewed'; readonly by: Person; readonly at: Instant; readonly finding: string }
  /** Entra's audit log has told of a step. */
  | { readonly kind: 'matched'; readonly step: number; readonly record: Actor; readonly at: Instant };
