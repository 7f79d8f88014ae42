import { revertDriftLine } from '../../commands/drift/revert-drift.ts';
import { opens } from '../../domain/change/approval.ts';
import { isOpenDrift, type Drift } from '../../domain/drift/drift.ts';
import type { DriftId } from '../../domain/ids.ts';
import { partsDiffering, unsettable } from '../../domain/policy/moves.ts';
import { needsPreview, steps, type Plan } from '../../domain/policy/plan.ts';
import type { DefaultConfiguration } from '../../domain/policy/policy.ts';
import { reverted } from '../../domain/policy/revert.ts';
import { live, sameState, withParts } from '../../domain/policy/snapshot.ts';
import { undecidable } from '../../domain/replies/refusal.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Given, Proof } from '../authorize.ts';
import { alikeNow, type Alike } from '../finding/alike-now.ts';
import { countingHere } from '../finding/presence.ts';
import { defaultsOrNull } from '../finding/defaults.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports, Settings } from '../ports.ts';
import { unwrap } from '../promises.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';
import { rewritten } from './as-found.ts';
import { keep, type Place } from './keep.ts';

/** The line that asks to take back what was found. */
export const revertDrift = (ports: Ports, settings: Settings, lookup: Named): UseCase<'revertDrift'> =>
  useCaseReading(ports, 'revertDrift', {
    early: ({ request }) => readForRevert(ports, request.drift),
    answer: (proof, asked, read) => reverting(ports, settings, lookup, proof, asked, asked.request, read),
  });

/** Who names the partner of what is asked. */
export type Named = Pick<PartnerLookup, 'nameAnew'> & Alike;

type Read = readonly [PromiseSettledResult<Drift | undefined>, PromiseSettledResult<DefaultConfiguration>];

/** What is read of it beside the role. */
export const readForRevert = ({ store, directory }: Ports, id: DriftId): Promise<Read> =>
  Promise.allSettled([store.drift(id), directory.defaults()]);

/** Proposes to take back what was found: an ordinary change, as long as the partner still looks so. */
export async function reverting(
  ports: Ports,
  settings: Settings,
  lookup: Named,
  proof: Proof<'change'>,
  place: Place,
  { drift: id, reason }: { readonly drift: DriftId; readonly reason: string | null },
  [stored, defaults]: Read,
): Promise<Given<Reply>> {
  const drift = unwrap(stored);
  if (drift === undefined || !isOpenDrift(drift)) return proof.refuse(undecidable(drift));
  const no = await rewritten(ports, drift);
  if (no !== undefined) return proof.refuse(no);
  const { tenantId } = drift.partner;
  const parts = partsDiffering(drift);
  const [before, after] = [withParts(drift.before, parts), withParts(drift.after, parts)];
  const named = lookup.nameAnew(tenantId);
  const here = countingHere(ports, settings, drift.partner, named);
  const [now, partner] = await Promise.all([ports.directory.read(tenantId, parts), named]);
  const current = live(now);
  if (!sameState(current, after)) return proof.refuse({ kind: 'driftMovedOn', drift });
  const plan: Plan = { tenantId, before: current, after: reverted({ tenantId, before, after }, current) };
  if (steps(plan).length === 0) {
    const names = unsettable(drift);
    return proof.refuse(names.length === 0 ? { kind: 'driftMovedOn', drift } : { kind: 'unsettable', drift, names });
  }
  if (!settings.preview && needsPreview(plan)) return proof.refuse({ kind: 'previewOff', command: place.command });
  return keep(ports, settings, proof, place, {
    again: revertDriftLine(id),
    partner,
    plan,
    reason,
    defaults: defaultsOrNull(ports, defaults),
    takesBackOpening: opens(drift),
    lookalikes: await alikeNow(lookup, settings.homeTenant, partner),
    here,
  });
}
