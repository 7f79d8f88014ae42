import { lateEffect, looksOutdated } from '../../domain/drift/baseline.ts';
import type { Change } from '../../domain/change/change.ts';
import type { ChangeId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { opensPast } from '../changing/ends/without-past.ts';
import { frozen } from '../changing/many/frozen.ts';
import type { Ports } from '../ports.ts';

/** For how long after its end a change of the bot's own may still show up, or what anybody did still not everywhere. */
export const ECHO_MS = 5 * 60_000;
type Effect = { readonly change: ChangeId; readonly done: number };

/**
 * Whether a difference is the bot's own doing: a change that was given up and took effect after all, or perhaps a reading
 * from before an applied one (`perhapsOlder`). undefined: it is somebody else's.
 * @param changes the tenant's latest
 */
export async function ownEffect(
  ports: Pick<Ports, 'store' | 'clock'>,
  changes: readonly Change[],
  seenAt: Instant,
  { expected, found }: { readonly expected: PartnerState; readonly found: PartnerState },
): Promise<Effect | 'perhapsOlder' | undefined> {
  const { clock } = ports;
  for (const change of changes) {
    // Once the tenant was seen as expected after that time, a difference can no longer be the bot's.
    if (!mayBeLate(change) || seenAt > change.status.at + ECHO_MS) continue;
    const done = lateEffect(expected, change.proposal.plan, found);
    if (done !== undefined && !(await mayNotOpen(ports, change))) return { change: change.proposal.id, done };
  }
  const mayBeOld = changes.some(
    ({ status, proposal }) =>
      status.state === 'applied' && clock.now() <= status.at + ECHO_MS && looksOutdated(expected, proposal.plan, found),
  );
  return mayBeOld ? 'perhapsOlder' : undefined;
}

/**
 * Whether nobody may open by now what it does: it is told as any other opening then. Everything was frozen since, or the end
 * of what it was to bring back has come. Rejects with StoreError.
 */
const mayNotOpen = async (ports: Pick<Ports, 'store' | 'clock'>, { proposal }: Change): Promise<boolean> =>
  (await frozen(ports.store, proposal)) !== undefined || (await opensPast(ports, proposal, proposal.defaults));

/** Given up without a proof that Graph did nothing. */
function mayBeLate(change: Change): change is Change & { readonly status: { readonly at: Instant } } {
  const { status } = change;
  if (status.state !== 'failed') return false;
  return status.failure.kind === 'diverged' || status.failure.problem?.reached !== 'no';
}
