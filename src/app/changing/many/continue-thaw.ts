import { offersOfChange } from '../../../commands/offers.ts';
import type { Change } from '../../../domain/change/change.ts';
import { leftByThaw, thawedBy } from '../../../domain/change/frozen.ts';
import { isDecidedAnew } from '../../../domain/change/restore.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { Reply } from '../../../domain/replies/reply.ts';
import { askedAbout } from '../../../domain/policy/many.ts';
import { needsPreview } from '../../../domain/policy/plan.ts';
import type { Given, Proof } from '../../authorize.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Ports, Settings, Store } from '../../ports.ts';
import type { Place } from '../keep.ts';
import { proposeMany } from './propose-many.ts';
import { restoringParts } from './restore-many.ts';

/**
 * Proposes to bring back all the same whom a thaw left as they were, since somebody had changed them, or had opened them past
 * the bot. A list as any other: another freeze keeps it from being done.
 */
export async function continueThaw(
  ports: Ports,
  settings: Settings,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
  proof: Proof<'change'>,
  place: Place,
  thaw: Change,
  reason: string | null,
): Promise<Given<Reply>> {
  const { id, plan: of } = thaw.proposal;
  const wholes = thawedBy(thaw, await ports.store.freezes());
  if (wholes.length === 0) return proof.refuse({ kind: 'notFollowable', change: thaw, what: 'continue' });
  const { changed } = await restoringParts(ports, settings, lookup, wholes);
  const named = new Set(of.many && askedAbout(of.many).map(({ partner }) => partner.tenantId));
  const rest = changed.filter(({ plan }) => named.has(plan.tenantId));
  const anew = await Promise.all(rest.map(({ plan }) => isAskedAnew(ports.store, plan.tenantId, thaw)));
  const open = rest.filter((_, n) => anew[n] === false);
  const { line } = offersOfChange.continue(id);
  if (!settings.preview && open.some(({ plan }) => needsPreview(plan))) {
    return proof.refuse({ kind: 'previewOff', command: line });
  }
  return proposeMany(ports, settings, proof, place, {
    members: open,
    left: rest.flatMap(({ partner }, n) => (anew[n] === true ? [{ partner, why: 'changedSince' as const }] : [])),
    again: line,
    reason,
    follows: { what: 'continue', change: id, purpose: 'thaw' },
  });
}

/** Whether what a part of a freeze has closed may be brought back, though somebody has changed it since: a thaw named it. */
export async function isLeftToDecide(store: Pick<Store, 'freezes' | 'history'>, part: Change): Promise<boolean> {
  if (part.proposal.partOf === undefined) return false;
  const thaw = leftByThaw(part, await store.freezes());
  return thaw !== undefined && !(await isAskedAnew(store, part.proposal.plan.tenantId, thaw));
}

/** So many of the newest changes of a partner are looked at; the others are older. */
const NEWEST = 20;

async function isAskedAnew(store: Pick<Store, 'history'>, tenantId: TenantId, thaw: Change): Promise<boolean> {
  const { changes } = await store.history(tenantId, NEWEST, 0);
  return isDecidedAnew(changes, thaw);
}
