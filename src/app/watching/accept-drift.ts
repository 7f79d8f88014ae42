import { acceptDriftLine } from '../../commands/drift/accept-drift.ts';
import { isOpenDrift } from '../../domain/drift/drift.ts';
import type { DriftId } from '../../domain/ids.ts';
import { refused } from '../../domain/replies/notice.ts';
import { undecidable } from '../../domain/replies/refusal.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Proof } from '../authorize.ts';
import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';

/** The line that accepts a drift. The drift's cards show it, wherever they are, so it is answered in words. */
export const acceptDrift = (ports: Ports): UseCase<'acceptDrift'> =>
  useCase(ports, 'acceptDrift', async (proof, { request: { drift: id, reason } }) => {
    const known = await ports.store.drift(id);
    if (known === undefined || !isOpenDrift(known)) return proof.refuse(undecidable(known));
    if (reason === null) return proof.give({ kind: 'reasonAsked', what: 'acceptDrift', say: acceptDriftLine(id) });
    const accepted = await accepting(ports, proof, id, reason);
    if (accepted.kind === 'notice') return proof.give(accepted);
    const { partner } = accepted.drift;
    return proof.give({ kind: 'notice', notice: { kind: 'driftAccepted', drift: id, partner } });
  });

type Accepted = Extract<Reply, { kind: 'drift' | 'notice' }>;

/** Makes what was found the way it should be. */
export async function accepting(
  { store, clock, log }: Ports,
  { person: by }: Proof<'change'>,
  id: DriftId,
  reason: string | null,
): Promise<Accepted> {
  const why = reason?.trim() ?? '';
  if (why === '') return refused({ kind: 'reasonMissing', say: acceptDriftLine(id) });
  let drift = await store.drift(id);
  while (drift !== undefined && isOpenDrift(drift)) {
    const accepted = await store.moveDrift(drift, { kind: 'accepted', by, reason: why, at: clock.now() });
    if (accepted !== undefined) {
      log.info('drift.accepted', { driftId: id, tenantId: drift.partner.tenantId, by: by.objectId });
      return { kind: 'drift', drift: accepted };
    }
    // It has moved on meanwhile, perhaps only because the audit log told who it was.
    drift = await store.drift(id);
  }
  return refused(undecidable(drift));
}
