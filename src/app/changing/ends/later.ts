import type { Change } from '../../../domain/change/change.ts';
import type { Ending, Later } from '../../../domain/ends/ending.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Ports } from '../../ports.ts';

const PAGE = 50;

/** What was decided of a partner after an end, by whom ever. Rejects with StoreError. */
export async function laterThan(
  store: Pick<Ports['store'], 'history' | 'lastDrifts'>,
  { partner: { tenantId }, decidedAt }: Ending,
): Promise<Later> {
  const drifts = await store.lastDrifts(tenantId, PAGE);
  return {
    changes: await changesSince(store, tenantId, decidedAt),
    drifts: drifts.filter(({ detectedAt }) => detectedAt > decidedAt),
  };
}

/** Of all that were ever asked for: one that was asked for before may have been decided after. */
async function changesSince(
  store: Pick<Ports['store'], 'history'>,
  tenantId: Ending['partner']['tenantId'],
  since: Instant,
): Promise<readonly Change[]> {
  const found: Change[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { changes, total } = await store.history(tenantId, PAGE, offset);
    found.push(...changes.filter(({ status }) => 'at' in status && status.at > since));
    if (offset + PAGE >= total) return found;
  }
}
