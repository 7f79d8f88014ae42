import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Recertification } from '../../domain/recertify/recertification.ts';
import type { Ports } from '../ports.ts';
import { giveWay } from '../promises.ts';

/** So many are asked about at a time: nobody's click waits for thousands. */
const BATCH = 128;

/**
 * Who answers for each of these partners, which are open and may be thousands.
 * @param now it counts from there where partners were never looked at
 */
export async function standingsOf(
  { store }: Pick<Ports, 'store'>,
  tenantIds: readonly TenantId[],
  now: Instant,
): Promise<readonly Recertification[]> {
  // What is next to each other in the store is asked about together.
  const sorted = tenantIds.toSorted();
  const found: Recertification[] = [];
  for (let start = 0; start < sorted.length; start += BATCH) {
    found.push(...(await store.recertifications(sorted.slice(start, start + BATCH), now)));
    await giveWay();
  }
  return found;
}
