import { endInReason } from '../../commands/reading/end-slots.ts';
import { offersOfDrift } from '../../commands/offers.ts';
import type { ApprovalRule } from '../../domain/change/approval.ts';
import { wordOf, type Word } from '../../domain/drift/acceptance.ts';
import { isOpenDrift, type AcceptedUntil, type Drift } from '../../domain/drift/drift.ts';
import { endOf, type AskedEnd, type EndProblem } from '../../domain/ends/asked-end.ts';
import { openedBy } from '../../domain/ends/door.ts';
import { restOf } from '../../domain/ends/rest.ts';
import type { DriftId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/people/person.ts';
import { TRUST_FIELDS } from '../../domain/policy/settings.ts';
import { isOfDefault, type FieldName } from '../../domain/policy/snapshot.ts';
import { refused } from '../../domain/replies/notice.ts';
import { undecidable } from '../../domain/replies/refusal.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import { authorize, type Proof } from '../authorize.ts';
import { rewritten } from '../changing/as-found.ts';
import { frozen } from '../changing/many/frozen.ts';
import type { Ports, Settings } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';
import { withAsks } from './drift-asks.ts';
import { partsOf } from './parts-of-drift.ts';

/** The line that accepts a drift. The drift's cards show it, wherever they are, so it is answered in words. */
export const acceptDrift = (ports: Ports, settings: Pick<Settings, 'approvals'>): UseCase<'acceptDrift'> =>
  useCase(ports, 'acceptDrift', async (proof, { request: { drift: id, reason, asked }, conversation: place }) => {
    const known = await ports.store.drift(id);
    if (known === undefined || !isOpenDrift(known)) return proof.refuse(undecidable(known));
    const until = untilOf(known, asked, place, ports.clock.now());
    if (typeof until === 'string') return proof.refuse({ kind: 'noSuchEnd', problem: until });
    if (reason === null) {
      const say = offersOfDrift.accept(id, asked);
      const { partner: whom, before, after } = known;
      const moves = { tenantId: whom.tenantId, before, after };
      return proof.give({ kind: 'reasonAsked', what: 'acceptDrift', say, whom, moves });
    }
    const accepted = await accepting(ports, settings, proof, id, reason, until);
    if (accepted.kind === 'notice') return proof.give(accepted);
    const { drift } = accepted;
    if (isOpenDrift(drift)) return proof.give({ kind: 'notice', notice: { kind: 'driftHalfAccepted', drift } });
    const { end } = drift;
    const ends = end && { at: end.at, doors: end.doors, asks: restOf(drift, end.doors)?.names ?? [] };
    return proof.give({ kind: 'notice', notice: { kind: 'driftAccepted', drift, ...(ends && { ends }) } });
  });

/** Until when it may stay as a drift has made it; undefined: for good. */
function untilOf(
  drift: Drift,
  asked: AskedEnd | null,
  place: ConversationReference,
  now: Instant,
): AcceptedUntil | EndProblem | undefined {
  if (asked === null) return undefined;
  const at = endOf(asked, now);
  if (typeof at !== 'number') return at;
  const doors = openedBy(drift).filter((door) => !isOfDefault(drift.after) || isClosableByDefault(door));
  return { at, doors, place };
}

/** Graph: automatic redemption of the default is not among what an update of it takes, so no end could close it. */
const isClosableByDefault = (door: FieldName): boolean => TRUST_FIELDS.some((field) => field === door);

type Accepted = Extract<Reply, { kind: 'drift' | 'notice' }>;

/**
 * Makes what was found the way it should be, where that is for them to say: what opens the tenant takes somebody who did
 * not make it, or two where nobody is named.
 */
export async function accepting(
  ports: Ports,
  { approvals }: Pick<Settings, 'approvals'>,
  { person: by }: Proof<'change'>,
  id: DriftId,
  reason: string | null,
  until?: AcceptedUntil,
): Promise<Accepted> {
  const why = reason?.trim() ?? '';
  if (why === '') return refused({ kind: 'reasonMissing', say: offersOfDrift.accept(id) });
  if (until === undefined && endInReason(why) !== null) return refused({ kind: 'noSuchEnd', problem: 'inReason' });
  const { store, clock, log } = ports;
  let drift = await store.drift(id);
  while (drift !== undefined && isOpenDrift(drift)) {
    const no = await rewritten(ports, drift);
    if (no !== undefined) return refused(no);
    const { partner, before, after } = drift;
    const ice = await frozen(store, { plan: { tenantId: partner.tenantId, before, after } });
    if (ice !== undefined) return refused(ice);
    const word = await wordNow(ports, approvals, drift, by);
    if (word === 'maker') return refused({ kind: 'ownDrift', drift });
    if (word === 'again') return refused({ kind: 'halfAccepted', drift });
    const kind = word === 'half' ? 'halfAccepted' : 'accepted';
    const accepted = await store.moveDrift(drift, {
      kind,
      by,
      reason: why,
      at: clock.now(),
      ...(until && { until }),
    });
    if (accepted !== undefined) {
      log.info(kind === 'accepted' ? 'drift.accepted' : 'drift.halfAccepted', {
        driftId: id,
        tenantId: drift.partner.tenantId,
        by: by.objectId,
      });
      return await withAsks(store, approvals, accepted);
    }
    // It has moved on meanwhile, perhaps only because the audit log told who it was.
    drift = await store.drift(id);
  }
  return refused(undecidable(drift));
}

/** What somebody's word comes to now: the first of two is looked at again, too, and whoever may no more has said nothing. */
async function wordNow(ports: Ports, rule: ApprovalRule, drift: Drift, by: Person): Promise<Word> {
  const [first, ...earlier] = await partsOf(ports.store, drift);
  const word = wordOf(rule, [first, ...earlier], by);
  const alone = wordOf(rule, [{ ...first, half: null }, ...earlier], by);
  if (drift.half === null || word !== 'enough' || alone !== 'half') return word;
  const passing = await authorize(ports, drift.half.by, 'change');
  return passing.kind === 'proven' ? word : alone;
}
