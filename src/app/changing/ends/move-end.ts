import { next } from '../../../domain/change/next.ts';
import type { EndEvent } from '../../../domain/ends/end.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import { isDriftId } from '../../../domain/ids.ts';
import type { Letter } from '../../../domain/telling/letter.ts';
import type { Ports } from '../../ports.ts';

type Moving = Pick<Ports, 'store' | 'log'>;

/** Moves an end on, with what is told of it; where somebody was faster, nothing happens. Rejects with StoreError. */
export async function moveEnd(ports: Moving, ending: Ending, event: EndEvent, letters: readonly Letter[]) {
  const isMoved = await moved(ports, ending, event, letters);
  if (!isMoved) return;
  const { id, partner } = ending;
  const how = event.kind === 'endTold' ? { days: event.days } : { how: event.how };
  ports.log.info(event.kind === 'endTold' ? 'end.told' : 'end.came', { of: id, tenantId: partner.tenantId, ...how });
}

async function moved({ store }: Moving, { id }: Ending, event: EndEvent, letters: readonly Letter[]): Promise<boolean> {
  if (isDriftId(id)) {
    const drift = await store.drift(id);
    return drift !== undefined && (await store.moveDrift(drift, event, letters)) !== undefined;
  }
  const change = await store.get(id);
  const after = change && next(change, event);
  return after !== undefined && store.advance(after, { changeId: id, event, requestIds: [] }, { letters });
}
