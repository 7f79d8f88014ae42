import type { Proposal } from '../domain/change/proposal.ts';
import type { Plan } from '../domain/policy/plan.ts';
import { restoreSyncPolicy } from './deleted/restore-sync-policy.ts';
import { revertDrift } from './drift/revert-drift.ts';
import { thaw } from './many/thaw.ts';
import { continueChange } from './records/continue.ts';
import { undo } from './records/undo.ts';

const isBy = ({ again }: Pick<Proposal, 'again'>, { name }: { readonly name: string }): boolean =>
  again === name || again.startsWith(`${name} `);

/** Whether it brings back what a freeze had closed, as it was decided before. */
export const isThawing = ({ partOf, again }: Pick<Proposal, 'partOf' | 'again'>): boolean =>
  partOf !== undefined && isBy({ again }, thaw);

/**
 * Whether it brings back what was there before somebody changed it, whoever that was: what it opens was decided then, with
 * its end and with who answers for it.
 */
export const bringsBack = (proposal: Pick<Proposal, 'partOf' | 'again'> & { readonly plan?: Plan }): boolean =>
  BACK.some((command) => isBy(proposal, command)) ||
  // Of many, the rest of a thaw alone is gone on with so.
  ((proposal.partOf ?? proposal.plan?.many) !== undefined && isBy(proposal, continueChange));

const BACK = [thaw, undo, revertDrift, restoreSyncPolicy] as const;
