import { thaw as command } from '../../../commands/many/thaw.ts';
import { isThaw, standingFreezes, yetToThaw } from '../../../domain/change/frozen.ts';
import { needsPreview } from '../../../domain/policy/plan.ts';
import { purposeOf } from '../../../domain/policy/purpose.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Ports, Settings } from '../../ports.ts';
import { useCase, type UseCase } from '../../use-case.ts';
import { proposeMany } from './propose-many.ts';
import { restoringParts } from './restore-many.ts';

/**
 * Proposes to take back what was frozen: each partner comes to be as it was before, but for those whom somebody has changed
 * since; whom a thaw before could not bring back is tried again. It opens, by the rule of approvals.
 */
export const thaw = (
  ports: Ports,
  settings: Settings,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
): UseCase<'thaw'> =>
  useCase(ports, 'thaw', async (proof, asked) => {
    const carriedOut = await ports.store.freezes();
    const wholes = yetToThaw(carriedOut);
    const last = wholes.findLast((change) => !isThaw(change));
    if (last === undefined) return proof.refuse({ kind: 'notFrozen' });
    const { members, left } = await restoringParts(ports, settings, lookup, wholes);
    const isFrozen = standingFreezes(carriedOut).length > 0;
    // Only what a thaw did not bring about is left of it then.
    if (members.length === 0 && !isFrozen) return proof.refuse({ kind: 'notFrozen' });
    if (!settings.preview && members.some(({ plan }) => needsPreview(plan))) {
      return proof.refuse({ kind: 'previewOff', command: command.name });
    }
    return proposeMany(ports, settings, proof, asked, {
      kind: 'thaw',
      members,
      left,
      mayBeNobody: isFrozen,
      again: command.name,
      reason: asked.request.reason,
      follows: { what: 'undo', change: last.proposal.id, purpose: purposeOf(last.proposal.plan) },
    });
  });
