import { DAY_MS } from '../ends/asked-end.ts';
import type { EndingDoor } from '../ends/door.ts';
import type { TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Person } from '../people/person.ts';

/** Who answers for a partner that is open, from when on it counts, and what has been asked since. */
export type Recertification = {
  readonly tenantId: TenantId;
  /** null: nobody is known to, so that all administrators are asked. */
  readonly owner: Person | null;
  readonly since: Instant;
  /** Since when an answer is waited for, and how far that has come; null: nobody was asked yet. */
  readonly asked: { readonly at: Instant; readonly stage: Stage } | null;
  /** Grows by one with every event: the compare-and-swap key. 0: nothing is stored of it. */
  readonly revision: number;
};

/** `asked`: the owner was. `escalated`: all administrators were. `unanswered`: nobody has answered in time. */
export const STAGES = ['asked', 'escalated', 'unanswered'] as const;
export type Stage = (typeof STAGES)[number];

/** What of a partner stays open, and when that is asked about again. */
export type Kept = { readonly doors: readonly EndingDoor[]; readonly next: Instant };

/** After so long without an answer, in days since the owner was asked. */
export const ESCALATED_AFTER_DAYS = 14;
export const UNANSWERED_AFTER_DAYS = 30;

/** What becomes of a partner of which nobody has answered: people are told once more, or the bot closes it, too. */
export const UNANSWERED_RULES = ['tell', 'close'] as const;
export type UnansweredRule = (typeof UNANSWERED_RULES)[number];

/** When a partner was last opened; `by`: through the bot; null: somebody accepted it who had not opened it. */
export type Opening = { readonly by: Person | null; readonly at: Instant };

export type RecertificationStep =
  | { readonly kind: 'kept'; readonly by: Person; readonly reason: string; readonly at: Instant }
  | { readonly kind: 'owned'; readonly by: Person; readonly at: Instant }
  /** `by`: who had it asked before its time; null: it was time. */
  | { readonly kind: 'asked'; readonly by: Person | null; readonly at: Instant }
  | { readonly kind: 'escalated' | 'unanswered'; readonly at: Instant };

/** What the journal says: what happened, and all that it led to. `restated`: what was before was moved out. */
export type RecertificationEvent = (RecertificationStep | { readonly kind: 'restated'; readonly at: Instant }) & {
  readonly state: Recertification;
};

/**
 * How it stands. What was opened after anybody last answered for it counts from then.
 * @param stored undefined: nobody ever answered for it, or was asked
 * @param opening undefined: the bot knows of none
 * @param watchedSince the bot's first look, from which it counts where nothing else is known
 */
export function standing(
  tenantId: TenantId,
  stored: Recertification | undefined,
  opening: Opening | undefined,
  watchedSince: Instant,
): Recertification {
  if (opening !== undefined && opening.at > (stored?.since ?? -Infinity)) {
    const owner = opening.by ?? stored?.owner ?? null;
    return { tenantId, owner, since: opening.at, asked: null, revision: stored?.revision ?? 0 };
  }
  return stored ?? { tenantId, owner: null, since: watchedSince, asked: null, revision: 0 };
}

/** The only way it moves on; undefined: the step does not fit, and nothing happens. */
export function nextRecertification(now: Recertification, step: RecertificationStep): Recertification | undefined {
  const moved = { ...now, revision: now.revision + 1 };
  switch (step.kind) {
    case 'kept':
      return { ...moved, owner: now.owner ?? step.by, since: step.at, asked: null };
    case 'owned':
      return { ...moved, owner: step.by, since: step.at, asked: null };
    case 'asked':
      return now.asked === null ? { ...moved, asked: { at: step.at, stage: 'asked' } } : undefined;
    case 'escalated':
    case 'unanswered': {
      const before = step.kind === 'escalated' ? 'asked' : 'escalated';
      return now.asked?.stage === before ? { ...moved, asked: { ...now.asked, stage: step.kind } } : undefined;
    }
  }
}

/** When the owner is asked, or was. @param everyDays how often */
export const askedAt = ({ since, asked }: Recertification, everyDays: number): Instant =>
  asked?.at ?? since + everyDays * DAY_MS;

/** What is due of it now; undefined: nothing. What was missed comes one after the other. */
export function stageDue(now: Recertification, everyDays: number, at: Instant): Stage | undefined {
  if (now.asked === null) return at >= askedAt(now, everyDays) ? 'asked' : undefined;
  const days = (at - now.asked.at) / DAY_MS;
  switch (now.asked.stage) {
    case 'asked':
      return days >= ESCALATED_AFTER_DAYS ? 'escalated' : undefined;
    case 'escalated':
      return days >= UNANSWERED_AFTER_DAYS ? 'unanswered' : undefined;
    case 'unanswered':
      return undefined;
  }
}
