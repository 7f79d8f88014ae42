import type { Change } from '../../domain/change/change.ts';
import { next } from '../../domain/change/next.ts';
import type { ChangeEvent } from '../../domain/change/event.ts';
import { audience } from '../telling/audience.ts';
import type { Ports } from '../ports.ts';

/** The change as it is stored now; as it was last known where the store cannot be read. */
export async function asStored({ store, log }: Pick<Ports, 'store' | 'log'>, known: Change): Promise<Change> {
  const { id } = known.proposal;
  try {
    return (await store.get(id)) ?? known;
  } catch (error) {
    log.error('change.unread', error, { changeId: id });
    return known;
  }
}

/**
 * Moves a change on: state, journal and who is to be told of it together, by compare-and-swap.
 * @returns the change as it is now stored; undefined when the event does not fit or somebody else was faster
 */
export async function advance(
  { store, log }: Pick<Ports, 'store' | 'log'>,
  change: Change,
  event: ChangeEvent,
  requestIds: readonly string[] = [],
): Promise<Change | undefined> {
  const moved = next(change, event);
  if (moved === undefined) return undefined;
  const tell = await audience(store, moved, event);
  const saved = await store.advance(moved, { changeId: change.proposal.id, event, requestIds }, tell);
  if (!saved) return undefined;
  log.info('change.moved', {
    changeId: change.proposal.id,
    tenantId: change.proposal.partner.tenantId,
    transition: event.kind,
    state: moved.status.state,
    revision: moved.revision,
    requestIds,
  });
  return moved;
}

/**
 * As `advance`, for what a person wants of a change whose card they saw a while ago: where it has moved on meanwhile, it
 * is looked at again whether that still fits. Somebody who looks at a change must not make another one's decision vanish.
 * @param wanted undefined: nothing of a change that stands like that
 */
export async function advanceAsItStands(
  ports: Pick<Ports, 'store' | 'log'>,
  known: Change,
  wanted: (change: Change) => ChangeEvent | undefined,
): Promise<Change | undefined> {
  const event = wanted(known);
  const moved = event && (await advance(ports, known, event));
  const now = moved ?? (await ports.store.get(known.proposal.id));
  const hasMovedOn = moved === undefined && now !== undefined && now.revision !== known.revision;
  return hasMovedOn ? advanceAsItStands(ports, now, wanted) : moved;
}
