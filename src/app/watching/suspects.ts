import { learned, withUnread, type Baseline } from '../../domain/drift/baseline.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { live, sameState } from '../../domain/policy/snapshot.ts';
import type { PartnerEntry, Sighting, Watched } from '../ports.ts';

/** One tenant as it is expected and as the list has it. */
export type Suspect = {
  readonly tenantId: TenantId;
  readonly listed: PartnerState;
  /** undefined: it was no partner. */
  readonly baseline: Baseline | undefined;
  readonly open: Drift | undefined;
  /** When it last looked as expected. */
  readonly seenAt: Instant;
};

/** What a tenant that looks as expected is noted with. */
export function seen({ tenantId, baseline, open, listed }: Suspect): Sighting {
  const compared = { tenantId, revision: baseline?.revision ?? 0 };
  if (baseline === undefined || open !== undefined || baseline.state === listed) {
    return { ...compared, kind: 'asExpected' };
  }
  const state = learned(baseline.state, listed);
  return state === baseline.state ? { ...compared, kind: 'asExpected' } : { ...compared, kind: 'learned', state };
}

/** What is taken as right where nothing was known of it; nothing where it is not there. */
export const firstSeen = ({ tenantId, baseline, listed }: Suspect): readonly Sighting[] =>
  baseline !== undefined || listed === null ? [] : [{ tenantId, revision: 0, kind: 'learned', state: listed }];

/** What is known already is expected: an open drift is not found twice. */
export const expectedOf = ({ baseline, open }: Pick<Suspect, 'baseline' | 'open'>): PartnerState =>
  open === undefined ? (baseline?.state ?? null) : open.after.partner;

/** Whether a reading is as it is known; what either of them does not tell of the tenant as a whole is no difference. */
export const isAsKnown = (read: PartnerState, known: PartnerState): boolean =>
  sameState(live(withUnread(read, known)), live(withUnread(known, read)));

/** Every tenant that the list, a baseline or an open drift tells of. */
export function* expectations(
  { baselines, drifts }: Watched,
  lookedAt: Instant,
  listed: readonly PartnerEntry[],
): Iterable<Suspect> {
  const states = new Map(listed.map(({ tenantId, state }) => [tenantId, state]));
  const known = new Map(baselines.map((baseline) => [baseline.tenantId, baseline]));
  const open = new Map(drifts.map((drift) => [drift.partner.tenantId, drift]));
  for (const tenantId of new Set([...states.keys(), ...known.keys(), ...open.keys()])) {
    const [baseline, drift] = [known.get(tenantId), open.get(tenantId)];
    yield {
      tenantId,
      listed: withUnread(states.get(tenantId) ?? null, expectedOf({ baseline, open: drift })),
      baseline,
      open: drift,
      seenAt: baseline?.seenAt ?? lookedAt,
    };
  }
}
