import { needsMore } from '../../domain/change/approval.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Halt } from '../../domain/change/status.ts';
import { samePerson } from '../../domain/people/person.ts';
import { needsPreview } from '../../domain/policy/plan.ts';
import { DirectoryError } from '../../domain/problem.ts';
import { authorizeWith, type Proof } from '../authorize.ts';
import type { Ports, Settings } from '../ports.ts';
import { contradicted } from './as-proposed.ts';

/** What of the settings says whether something may be written. */
export type MayWrite = Pick<Settings, 'preview' | 'approvals'>;

/**
 * The proof that everyone whose word counts for a change - whoever asked for it, and whoever confirmed it - may have it
 * written right now, or why not. It is asked for before each write.
 */
export async function proveWrite(
  ports: Ports,
  { preview, approvals }: MayWrite,
  change: Change,
): Promise<Proof<'change'> | Halt> {
  const { proposal, status } = change;
  if (status.state !== 'applying') throw new Error('only a claimed change has somebody who confirmed it');
  const stop = await contradicted(ports, change);
  if (stop !== undefined) return { kind: 'stopped', stop };
  // The setting may have been switched off since the card was drawn.
  if (!preview && needsPreview(proposal.plan)) {
    return { kind: 'refused', refusal: { kind: 'previewOff', command: proposal.command } };
  }
  const { requester, approval, plan } = proposal;
  // What was confirmed before a restart may be under another rule now.
  if (needsMore(approvals, approval, plan)) return { kind: 'stopped', stop: { kind: 'ruleStricter' } };
  const others = samePerson(requester, status.by) ? [] : [requester];
  try {
    const { others: refused, ...passing } = await authorizeWith(ports, status.by, 'change', others);
    const [first] = refused;
    if (first !== undefined) {
      return { kind: 'stopped', stop: { kind: 'requesterMayNot', refusal: first.refusal } };
    }
    return passing.kind === 'proven' ? passing.proof : passing;
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return { kind: 'unreadable', problem: error.problem };
  }
}
