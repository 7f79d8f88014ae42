import type { TenantId } from '../../domain/ids.ts';
import type { DirectoryProblem } from '../../domain/problem.ts';
import { turnOf, type Sight } from '../../domain/drift/sight.ts';
import { listeners } from '../telling/audience.ts';
import type { Unheard } from '../telling/subscriptions/unheard.ts';
import type { Ports } from '../ports.ts';

/**
 * Tells once that the policies cannot be read, and once that they can be again, however often the bot is restarted.
 * @param problem null: they can be read
 */
export async function noteSight(
  { store, clock, ids, log }: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>,
  tenantId: TenantId,
  problem: DirectoryProblem | null,
  unheard: Pick<Unheard, 'say'>,
): Promise<void> {
  const turn = turnOf(await store.sight(), problem);
  if (turn === undefined) return;
  const sight: Sight = { id: ids.sight(), tenantId, at: clock.now(), turn };
  const places = await listeners(store, 'drift');
  await store.recordSight(sight, places);
  if (places.length === 0 && turn.kind === 'lost') await unheard.say({ kind: 'blindUnheard', sight: sight.id });
  log.warn(`watch.${turn.kind}`, { sight });
}
