import type { Change } from '../../../domain/change/change.ts';
import type { Status } from '../../../domain/change/status.ts';
import { partsDiffering } from '../../../domain/policy/moves.ts';
import { isAboutSettings, needsPreview, planOf, steps, type Plan } from '../../../domain/policy/plan.ts';
import { DirectoryError } from '../../../domain/problem.ts';
import type { Ends } from '../../../domain/ends/end.ts';
import { openedBy } from '../../../domain/ends/door.ts';
import { doorsLeft } from '../../../domain/ends/ending.ts';
import type { FollowUp } from '../../../domain/change/proposal.ts';
import { purposeOf } from '../../../domain/policy/purpose.ts';
import { continued, restored, reverted } from '../../../domain/policy/revert.ts';
import {
  isOfDefault,
  sameState,
  withoutOthers,
  type DeletedItems,
  type Snapshot,
} from '../../../domain/policy/snapshot.ts';
import { alikeNow, type Alike } from '../../finding/alike-now.ts';
import { countingHere } from '../../finding/presence.ts';
import { defaultsOrNull } from '../../finding/defaults.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Directory, Ports, Settings } from '../../ports.ts';
import { unwrap } from '../../promises.ts';
import { useCaseReading, type UseCase } from '../../use-case.ts';
import { challengeOf, keep } from '../keep.ts';
import { isLeftToDecide } from '../many/continue-thaw.ts';
import { undoMany } from '../many/undo-many.ts';

/**
 * Proposes to take back what a change did, or to do the rest of it: an ordinary change from what is now, allowed only
 * as long as that is what the first change left behind.
 */
export const followUp = (
  ports: Ports,
  settings: Settings,
  lookup: Pick<PartnerLookup, 'nameAnew' | 'list' | 'names'> & Alike,
): UseCase<'followUp'> =>
  useCaseReading(ports, 'followUp', {
    early: ({ request }) => Promise.allSettled([ports.store.get(request.change), ports.directory.defaults()]),
    answer: async (proof, asked, [stored, defaults]) => {
      const { what, change: id, reason } = asked.request;
      const change = unwrap(stored);
      if (change === undefined) return proof.refuse({ kind: 'changeUnknown' });
      if (change.proposal.plan.many !== undefined) {
        return undoMany(ports, settings, lookup, proof, asked, change, asked.request);
      }
      const left = leftBehind(change.status, what);
      if (left === undefined) return proof.refuse({ kind: 'notFollowable', change, what });
      const { plan } = change.proposal;
      const named = plan.before.kind === 'template' ? change.proposal.partner : lookup.nameAnew(plan.tenantId);
      const here = countingHere(ports, settings, change.proposal.partner, Promise.resolve(named));
      const [current, partner] = await Promise.all([readNow(ports, plan, left, settings.preview, what), named]);
      const wanted = what === 'undo' ? reverted : continued;
      const asLeft = planOf(plan.tenantId, current, wanted(plan, current));
      const isMoved = !sameState(current, isAboutSettings(asLeft) ? left : withoutOthers(left));
      if (isMoved && !(what === 'undo' && (await isLeftToDecide(ports.store, change)))) {
        return proof.refuse({ kind: 'movedOn', change, what });
      }
      const next = isMoved ? planOf(plan.tenantId, current, restored(plan, current)) : asLeft;
      const isNothing = steps(next).length === 0;
      // Where nothing is left to do, that may be only because what the change was about could not be looked at.
      if (!settings.preview && needsPreview(isNothing ? plan : next)) {
        return proof.refuse({ kind: 'previewOff', command: `${what} ${id}` });
      }
      if (isNothing) return proof.refuse({ kind: 'notFollowable', change, what });
      const { ends: decided } = change.proposal;
      // Without what has come to its end nothing of an opening is worth going on with.
      if (what === 'continue' && decided !== null && decided.at <= ports.clock.now()) {
        const { doors } = decided;
        return proof.refuse({ kind: 'endPast', partner, isOfDefault: isOfDefault(plan.after), doors });
      }
      const ends = what === 'continue' ? await endsOn(ports, next) : null;
      return keep(ports, settings, proof, asked, {
        again: `${what} ${id}`,
        partner,
        plan: next,
        reason,
        challenge: steps(next).some(({ kind }) => kind === 'purgeSyncPolicy') ? challengeOf(plan.tenantId) : null,
        follows: { what, change: id, purpose: purposeOf(plan) },
        ends,
        lookalikes: await alikeNow(lookup, settings.homeTenant, partner),
        here,
        defaults: plan.before.kind === 'template' ? null : defaultsOrNull(ports, defaults),
      });
    },
  });

/** What a change left behind; undefined where it left nothing that could be undone or continued. */
function leftBehind(status: Change['status'], what: FollowUp): Snapshot | undefined {
  if (status.state === 'applied') return what === 'undo' ? status.found : undefined;
  return isPartlyApplied(status) ? status.failure.found : undefined;
}

type PartlyApplied = Extract<Status, { state: 'failed' }> & { failure: { kind: 'partlyApplied' } };

const isPartlyApplied = (status: Status): status is PartlyApplied =>
  status.state === 'failed' && status.failure.kind === 'partlyApplied';

/** Deleted settings are looked at where the change was about them, and where they may be the better way back. */
async function readNow(
  { directory }: Pick<Ports, 'directory'>,
  plan: Plan,
  left: Snapshot,
  preview: boolean,
  what: FollowUp,
): Promise<Snapshot> {
  if (left.kind === 'template' || plan.before.kind === 'template') return directory.template();
  const isGone = left.partner?.identitySynchronization === undefined || left.partner.identitySynchronization === null;
  const asksDeleted = preview && (plan.before.deleted !== 'unread' || (what === 'undo' && isGone));
  const [partner, deleted] = await Promise.all([
    directory.read(plan.tenantId, partsDiffering(plan)),
    asksDeleted ? readDeleted(directory, plan) : ('unread' as const),
  ]);
  return { kind: 'partner', partner, deleted };
}

/** Where the change was not about deleted settings, they are only a better way back: another one will do. */
async function readDeleted(directory: Directory, { tenantId, before }: Plan): Promise<DeletedItems | 'unread'> {
  try {
    return await directory.readDeleted(tenantId);
  } catch (error) {
    const needed = before.kind === 'partner' && before.deleted !== 'unread';
    if (needed || !(error instanceof DirectoryError)) throw error;
    return 'unread';
  }
}

/** What goes on with an opening goes on until its end; with what brings something back, until the end that this has. */
async function endsOn({ store, clock }: Ports, next: Plan): Promise<Ends | null> {
  const opened = openedBy(next);
  const ends = (await store.endings())
    .filter(({ partner, end }) => partner.tenantId === next.tenantId && end.at > clock.now())
    .flatMap((ending, _, all) =>
      doorsLeft(ending, all)
        .filter((door) => opened.includes(door))
        .map((door) => ({ door, at: ending.end.at })),
    );
  if (ends.length === 0) return null;
  return { at: Math.min(...ends.map(({ at }) => at)), doors: ends.map(({ door }) => door) };
}
