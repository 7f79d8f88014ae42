import { acceptDriftLine } from '../../commands/drift/accept-drift.ts';
import { wordOf } from '../../domain/drift/acceptance.ts';
import { isOpenDrift } from '../../domain/drift/drift.ts';
import type { DriftId } from '../../domain/ids.ts';
import { refused } from '../../domain/replies/notice.ts';
import { undecidable } from '../../domain/replies/refusal.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Proof } from '../authorize.ts';
import type { Ports, Settings } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';
import { partsOf } from './parts-of-drift.ts';

/** The line that accepts a drift. The drift's cards show it, wherever they are, so it is answered in words. */
export const acceptDrift = (ports: Ports, settings: Pick<Settings, 'approvals'>): UseCase<'acceptDrift'> =>
  useCase(ports, 'acceptDrift', async (proof, { request: { drift: id, reason } }) => {
    const known = await ports.store.drift(id);
    if (known === undefined || !isOpenDrift(known)) return proof.refuse(undecidable(known));
    if (reason === null) return proof.give({ kind: 'reasonAsked', what: 'acceptDrift', say: acceptDriftLine(id) });
    const accepted = await accepting(ports, settings, proof, id, reason);
    if (accepted.kind === 'notice') return proof.give(accepted);
    const { partner } = accepted.drift;
    const kind = isOpenDrift(accepted.drift) ? 'driftHalfAccepted' : 'driftAccepted';
    return proof.give({ kind: 'notice', notice: { kind, drift: id, partner } });
  });

type Accepted = Extract<Reply, { kind: 'drift' | 'notice' }>;

/**
 * Makes what was found the way it should be, where that is for them to say: what opens the tenant takes somebody who did
 * not make it, or two where nobody is named.
 */
export async function accepting(
  { store, clock, log }: Ports,
  { approvals }: Pick<Settings, 'approvals'>,
  { person: by }: Proof<'change'>,
  id: DriftId,
  reason: string | null,
): Promise<Accepted> {
  const why = reason?.trim() ?? '';
  if (why === '') return refused({ kind: 'reasonMissing', say: acceptDriftLine(id) });
  let drift = await store.drift(id);
  while (drift !== undefined && isOpenDrift(drift)) {
    const word = wordOf(approvals, await partsOf(store, drift), by);
    if (word === 'maker') return refused({ kind: 'ownDrift', drift: id });
    if (word === 'again') return refused({ kind: 'halfAccepted', drift: id });
    const kind = word === 'half' ? 'halfAccepted' : 'accepted';
    const accepted = await store.moveDrift(drift, { kind, by, reason: why, at: clock.now() });
    if (accepted !== undefined) {
      log.info(kind === 'accepted' ? 'drift.accepted' : 'drift.halfAccepted', {
        driftId: id,
        tenantId: drift.partner.tenantId,
        by: by.objectId,
      });
      return { kind: 'drift', drift: accepted };
    }
    // It has moved on meanwhile, perhaps only because the audit log told who it was.
    drift = await store.drift(id);
  }
  return refused(undecidable(drift));
}
