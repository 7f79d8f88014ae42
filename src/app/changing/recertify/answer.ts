import { offersOfOpen } from '../../../commands/offers.ts';
import { ENDING_DOORS, openOf, type EndingDoor } from '../../../domain/ends/door.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import { live } from '../../../domain/policy/snapshot.ts';
import { askedAt, type Recertification, type RecertificationStep } from '../../../domain/recertify/recertification.ts';
import type { Notice } from '../../../domain/replies/notice.ts';
import type { Offer } from '../../../domain/replies/offer.ts';
import type { Reply } from '../../../domain/replies/reply.ts';
import type { Given, Proof } from '../../authorize.ts';
import { askedBack, choiceOf } from '../../finding/asked-back.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Ports, Settings } from '../../ports.ts';
import { useCase, type UseCase } from '../../use-case.ts';
import { lettersOf } from './letters.ts';

type Lookup = Pick<PartnerLookup, 'resolve'>;
type Rhythm = Pick<Settings, 'recertifyDays'>;

/** Says why an open partner may stay so. */
export const keepPartner = (ports: Ports, { recertifyDays }: Rhythm, lookup: Lookup): UseCase<'keepPartner'> =>
  useCase(ports, 'keepPartner', async (proof, { request: { partner: text, reason } }) => {
    const found = await openPartner(ports, lookup, proof, text, offersOfOpen.keep);
    if (!('partner' in found)) return found;
    const { partner } = found;
    const say = offersOfOpen.keep(partner.tenantId);
    if (reason === null) return proof.give({ kind: 'reasonAsked', what: 'keepPartner', say, whom: partner });
    const kept = await answer(ports, partner, { kind: 'kept', by: proof.person, reason, at: ports.clock.now() });
    return proof.give(saying({ kind: 'partnerKept', partner, doors: found.doors, next: askedAt(kept, recertifyDays) }));
  });

/** Has whoever asks answer for an open partner. */
export const ownPartner = (ports: Ports, { recertifyDays }: Rhythm, lookup: Lookup): UseCase<'ownPartner'> =>
  useCase(ports, 'ownPartner', async (proof, { request: { partner: text } }) => {
    const found = await openPartner(ports, lookup, proof, text, offersOfOpen.own);
    if (!('partner' in found)) return found;
    const { partner } = found;
    const owned = await answer(ports, partner, { kind: 'owned', by: proof.person, at: ports.clock.now() });
    return proof.give(saying({ kind: 'partnerOwned', partner, next: askedAt(owned, recertifyDays) }));
  });

/** Asks whoever answers for an open partner before its time. */
export const recertify = (
  ports: Ports,
  settings: Pick<Settings, 'recertifyUnanswered'>,
  lookup: Lookup,
): UseCase<'recertify'> =>
  useCase(ports, 'recertify', async (proof, { request: { partner: text } }) => {
    const found = await openPartner(ports, lookup, proof, text, offersOfOpen.recertify);
    if (!('partner' in found)) return found;
    const { partner, doors } = found;
    const now = await standing(ports, partner.tenantId);
    const step = { kind: 'asked', by: proof.person, at: ports.clock.now() } as const;
    const letters = await lettersOf(ports.store, now, partner, doors, step, settings);
    const asked = await ports.store.moveRecertification(now, step, letters);
    if (asked === undefined) return proof.refuse({ kind: 'askedAlready', partner });
    return proof.give(saying({ kind: 'recertifyAsked', partner, owner: asked.owner }));
  });

const saying = (notice: Notice): Reply => ({ kind: 'notice', notice });

/** The partner that is meant, and what of it is open; else what whoever asked is told. Rejects with DirectoryError. */
async function openPartner(
  { directory }: Pick<Ports, 'directory'>,
  lookup: Lookup,
  proof: Proof<'change'>,
  text: string,
  say: (tenantId: TenantId) => Offer,
): Promise<{ readonly partner: TenantInformation; readonly doors: readonly EndingDoor[] } | Given<Reply>> {
  const resolution = await lookup.resolve(text);
  if (resolution.kind !== 'one') return askedBack(proof, text, resolution, say);
  if (!resolution.inFull) return proof.give(choiceOf(text, resolution, say));
  const { tenant, read } = resolution;
  const state = read === undefined ? await directory.read(tenant.tenantId) : read.state;
  const doors = openOf(live(state), ENDING_DOORS);
  return doors.length === 0 ? proof.refuse({ kind: 'notOpen', partner: tenant }) : { partner: tenant, doors };
}

/** Whoever answers is right, however far it had come: where it moved on meanwhile, it is answered as it is then. */
async function answer(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId }: TenantInformation,
  step: Extract<RecertificationStep, { kind: 'kept' | 'owned' }>,
): Promise<Recertification> {
  for (;;) {
    const moved = await ports.store.moveRecertification(await standing(ports, tenantId), step);
    if (moved !== undefined) return moved;
  }
}

async function standing({ store, clock }: Pick<Ports, 'store' | 'clock'>, id: TenantId): Promise<Recertification> {
  const [now] = await store.recertifications([id], clock.now());
  if (now === undefined) throw new Error('a partner that was asked for is missing');
  return now;
}
