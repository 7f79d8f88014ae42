import type { Change } from '../../domain/change/change.ts';
import type { Release } from '../../domain/change/status.ts';
import { needsPreview } from '../../domain/policy/plan.ts';
import { DirectoryError } from '../../domain/problem.ts';
import { authorize } from '../authorize.ts';
import type { Ports, Settings } from '../ports.ts';

/** Why whoever confirmed a change may not do so right now; undefined: they may. */
export async function mayConfirm(
  { roles, log }: Ports,
  { preview }: Pick<Settings, 'preview'>,
  { proposal, status }: Change,
): Promise<Release | undefined> {
  if (status.state !== 'applying') throw new Error('only a claimed change has somebody who confirmed it');
  // The setting may have been switched off since the card was drawn.
  if (!preview && needsPreview(proposal.plan)) {
    return { kind: 'refused', refusal: { kind: 'previewOff', command: proposal.command } };
  }
  try {
    const refusal = await authorize(roles, log, status.by, 'change');
    return refusal === undefined ? undefined : { kind: 'refused', refusal };
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return { kind: 'unreadable', problem: error.problem };
  }
}
