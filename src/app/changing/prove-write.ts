import type { Change } from '../../domain/change/change.ts';
import type { Release } from '../../domain/change/status.ts';
import { needsPreview } from '../../domain/policy/plan.ts';
import { DirectoryError } from '../../domain/problem.ts';
import { authorize, type Proof } from '../authorize.ts';
import type { Ports, Settings } from '../ports.ts';

/** The proof that whoever confirmed a change may have it written right now, or why they may not. */
export async function proveWrite(
  ports: Ports,
  { preview }: Pick<Settings, 'preview'>,
  { proposal, status }: Change,
): Promise<Proof<'change'> | Release> {
  if (status.state !== 'applying') throw new Error('only a claimed change has somebody who confirmed it');
  // The setting may have been switched off since the card was drawn.
  if (!preview && needsPreview(proposal.plan)) {
    return { kind: 'refused', refusal: { kind: 'previewOff', command: proposal.command } };
  }
  try {
    const passing = await authorize(ports, status.by, 'change');
    return passing.kind === 'proven' ? passing.proof : passing;
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return { kind: 'unreadable', problem: error.problem };
  }
}
