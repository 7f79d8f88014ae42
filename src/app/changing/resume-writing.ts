import { offers } from '../../commands/offers.ts';
import type { Misuse, Resumer } from '../../domain/drift/misuse.ts';
import { samePerson, type Person } from '../../domain/people/person.ts';
import type { Refusal } from '../../domain/replies/refusal.ts';
import { authorize } from '../authorize.ts';
import type { Ports, Settings } from '../ports.ts';
import { rewrittenAlarm } from './as-found.ts';
import { drawWaitingAgain } from './show-alarm.ts';
import { useCase, type UseCase } from '../use-case.ts';

/**
 * Lets the bot open again after the alarm about its own identity. It follows the rule of approvals: where another person
 * decides what opens the tenant, as many others as then must say the same, while the first one's word still counts.
 */
export const resumeWriting = (
  ports: Ports,
  settings: Pick<Settings, 'approvals' | 'approvers' | 'confirmWithinMilliseconds'>,
): UseCase<'resumeWriting'> =>
  useCase(ports, 'resumeWriting', async (proof, { request: { reason } }) => {
    const { store, clock, log } = ports;
    const { person: by } = proof;
    let open = await store.openMisuse();
    if (open !== undefined && reason === null) {
      return proof.give({ kind: 'reasonAsked', what: 'resumeWriting', say: offers.resumeWriting });
    }
    while (open !== undefined && reason !== null) {
      const rewritten = await rewrittenAlarm(ports, open.id);
      if (rewritten !== undefined) return proof.refuse(rewritten);
      const at = clock.now();
      const no = await needsAnother(ports, settings, open, by);
      const moved = await store.moveMisuse(open, { kind: no === undefined ? 'resumed' : 'asked', by, reason, at });
      if (moved !== undefined) {
        log.warn(no === undefined ? 'misuse.resumed' : 'misuse.resumeAsked', { misuseId: open.id, by: by.objectId });
        if (no !== undefined) return proof.refuse(no);
        await drawWaitingAgain(store);
        return proof.give({ kind: 'notice', notice: { kind: 'writingResumed', misuse: open.id } });
      }
      // Something came between, such as one more record.
      open = await store.openMisuse();
    }
    return proof.refuse({ kind: 'notStopped' });
  });

/** undefined: this person's word is enough, alone or with those that others have given. */
async function needsAnother(
  ports: Ports,
  {
    approvals,
    approvers,
    confirmWithinMilliseconds,
  }: Pick<Settings, 'approvals' | 'approvers' | 'confirmWithinMilliseconds'>,
  { id, status }: Misuse,
  by: Person,
): Promise<Refusal | undefined> {
  if (approvals === 'self') return undefined;
  const since = ports.clock.now() - confirmWithinMilliseconds;
  const others = status.state === 'open' ? status.asked.filter((one) => !samePerson(one.by, by)) : [];
  const counts = async ({ by: other, at }: Resumer): Promise<boolean> =>
    at >= since && (await authorize(ports, other, 'change')).kind === 'proven';
  const words = await Promise.all(others.map(counts));
  return words.filter(Boolean).length >= approvers ? undefined : { kind: 'resumeNeedsAnother', misuse: id };
}
