import type { TenantId } from '../../domain/ids.ts';
import { isOfHome } from '../../domain/drift/audit.ts';
import type { Touch } from '../../domain/drift/trace.ts';
import type { AuditRecord, ForeignRecord, Ports, Settings } from '../ports.ts';
import { actorOf, isDone, isOwnRecord } from './audit-records.ts';

/** Entra keeps its records for so long at least. */
export const KEPT_MS = 7 * 24 * 60 * 60_000;
/** Nothing that somebody else writes may fill the store. */
const MOST_TOUCHES = 40;
const LONGEST = 256;

/** Keeps what others did since partners are compared: what no look found is found in it, however late its records come. */
export async function keepRecords(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { appId, homeTenant }: Pick<Settings, 'appId' | 'homeTenant'>,
  records: readonly AuditRecord[],
): Promise<void> {
  const since = await store.watchedSince();
  const others = records.filter((record) => isDone(record) && !isOwnRecord(record, appId));
  if (since === undefined || others.length === 0) return;
  const from = Math.max(since, clock.now() - KEPT_MS);
  const kept: ForeignRecord[] = [];
  for (const record of others.filter(({ at }) => at >= from)) {
    const { activity, tells } = record;
    const touches = record.touches.slice(0, MOST_TOUCHES).map(shortened);
    for (const tenantId of await partnersOf(store, record, homeTenant)) {
      kept.push({ activity, tells, touches, tenantId, by: actorOf(record) });
    }
  }
  await store.keepRecords(kept, clock.now() - KEPT_MS);
}

/** Whom it is about: the guarded tenant where it is of the tenant as a whole; where it only speaks of several, the one that is a partner. */
async function partnersOf(
  store: Pick<Ports['store'], 'watched'>,
  { activity, tenantIds, isNamed }: AuditRecord,
  homeTenant: TenantId,
): Promise<readonly TenantId[]> {
  if (isOfHome(activity)) return [homeTenant];
  const ids = tenantIds.filter((id) => id !== homeTenant);
  if (isNamed || ids.length < 2) return ids;
  const { baselines } = await store.watched();
  const known = ids.filter((id) => baselines.some(({ tenantId }) => tenantId === id));
  return known.length === 1 ? known : [];
}

function shortened({ field, became, was, sure }: Touch): Touch {
  const cut = (value: Touch['became']): Touch['became'] =>
    typeof value === 'string' ? value.slice(0, LONGEST) : value;
  return { field, became: cut(became), ...(was !== undefined && { was: cut(was) }), sure };
}
